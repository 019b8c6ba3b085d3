extension String {
  /// The text up to `count` Unicode scalars.
  ///
  /// One character can carry millions of marks, so that a number of characters bounds nothing.
  public func firstScalars(_ count: Int) -> String {
    // Most texts are short enough, which their bytes tell at once.
    utf8.count <= count ? self : String(String.UnicodeScalarView(unicodeScalars.prefix(count)))
  }
}
