"""Parts of measurements that run inside a process with Django."""
