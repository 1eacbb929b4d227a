//! Documents for people, whose text is read as any other text.
