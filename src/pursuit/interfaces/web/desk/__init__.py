"""我的工作台: what needs me today, and my projects."""
