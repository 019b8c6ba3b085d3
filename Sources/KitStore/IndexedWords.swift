import Reading

/// The words of texts as they are indexed, put together byte by byte.
///
/// Nearly all of a catalog is ASCII, and asking Unicode's tables of each letter takes longer than writing the index;
/// what is not ASCII goes through ``SearchText/forms(_:)``, which says the same of ASCII.
struct IndexedWords {
  private var bytes: [UInt8] = []
  private var stems: [UInt8] = []
  private var ends: [Int] = []

  /// The words, a blank between them.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds the words of a text, each in all its forms.
  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      for chunk in utf8.split(whereSeparator: \.isBlank) {
        if chunk.allSatisfy(\.isVisible) { addPlain(chunk) } else { addAny(String(decoding: chunk, as: UTF8.self)) }
      }
    }
  }

  private mutating func addAny(_ text: String) {
    for form in SearchText.chunks(text).flatMap(SearchText.forms) {
      for word in form where !SearchText.emptyWords.contains(word) { add(word: word.utf8) }
    }
  }

  /// A chunk of visible ASCII: its words, and where it is a code all of them as one word.
  private mutating func addPlain(_ chunk: Slice<UnsafeBufferPointer<UInt8>>) {
    stems.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    var isCode = false
    var holdsDigit = false
    var start = 0
    for byte in chunk + [0] {
      if let small = byte.smallWordPart {
        stems.append(small)
        if small <= UInt8(ascii: "9") { holdsDigit = true }
      } else if stems.count > start {
        if !holdsDigit, Self.isPlural(stems[start...]) { stems.removeLast() }
        isCode = isCode || holdsDigit
        ends.append(stems.count)
        (start, holdsDigit) = (stems.count, false)
      }
    }
    start = 0
    for end in ends {
      if !Self.isEmpty(stems[start..<end]) { add(word: stems[start..<end]) }
      start = end
    }
    if isCode, ends.count > 1 { add(word: stems) }
  }

  private mutating func add(word: some Sequence<UInt8>) {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
    bytes.append(contentsOf: word)
  }

  /// As ``SearchText/stem(_:)`` decides it.
  private static func isPlural(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count >= 5, word.last == UInt8(ascii: "s") else { return false }
    return !"sui".utf8.contains(word[word.endIndex - 2])
  }

  private static func isEmpty(_ word: ArraySlice<UInt8>) -> Bool {
    word.count <= 8 && emptyWords.contains(packed(word))
  }

  private static let emptyWords = Set(SearchText.emptyWords.filter { $0.utf8.count <= 8 }.map { packed($0.utf8) })

  private static func packed(_ word: some Sequence<UInt8>) -> UInt64 { word.reduce(0) { $0 << 8 | UInt64($1) } }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

  fileprivate var isVisible: Bool { (0x21...0x7E).contains(self) }

  /// The small letter or digit that this is; nil for anything else.
  fileprivate var smallWordPart: UInt8? {
    switch self {
    case 0x30...0x39, 0x61...0x7A: self
    case 0x41...0x5A: self + 0x20
    default: nil
    }
  }
}
