//! Examples and tests of nlwire with async runtimes: see `examples` and `tests` in this package.
