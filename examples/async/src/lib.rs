//! Examples and tests of nlwire with runtimes: see `examples` and `tests` beside this.
