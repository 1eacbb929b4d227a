//! Tables: a line a row, in columns.
