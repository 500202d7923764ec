//! Mistakes in tables, in `mistakes/`, and the messages of the compiler to each.
