"""What `pursuit check` looks at. Each module offers functions that yield findings."""
