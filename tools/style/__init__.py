"""What `tools/check-style` is made of: how C is read (c_source), how a function is measured (c_function), the rules."""
