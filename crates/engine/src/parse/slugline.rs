//! Reading the words of a slugline, Arabic and English.
