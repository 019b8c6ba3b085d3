#if Server
/// The part of a file that a Range header asks for (RFC 9110, section 14).
enum ByteRange: Hashable {
  /// All of it: no header, or one that is not understood and so not followed.
  case whole
  /// Some of it.
  case part(Range<Int>)
  /// Nothing that the file has.
  case outside

  /// Reads a header for a file of `length` bytes; several ranges at once are not served.
  init(_ header: String?, length: Int) {
    guard let header, header.hasPrefix("bytes=") else {
      self = .whole
      return
    }
    let ends = header.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1]) else {
      self = .whole
      return
    }
    switch (first, last) {
    case (nil, nil): self = .whole
    case (nil, let count?): self = count > 0 && length > 0 ? .part(max(0, length - count)..<length) : .outside
    case (let start?, let end):
      if let end, end < start {
        self = .whole
      } else if start >= length {
        self = .outside
      } else {
        self = .part(start..<min(length, (end ?? length - 1) + 1))
      }
    }
  }

  /// A number, nothing where there is none, or a failure where there is something else.
  private static func number(_ text: Substring) -> Int?? {
    if text.isEmpty { return .some(nil) }
    guard text.utf8.count <= 15, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let number = Int(text)
    else { return nil }
    return .some(number)
  }
}
#endif
