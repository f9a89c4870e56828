//! `backcare log` alone, on a terminal.
