import Console
import TestSupport
import Testing

struct KeyDecoderTests {
  private func keys(_ text: String, atEnd: Bool = true) -> [Key] {
    var decoder = KeyDecoder()
    return decoder.decode(text.utf8, atEnd: atEnd)
  }

  @Test func `letters, digits and letters of other scripts are characters`() {
    #expect(keys("a1Яä€😀") == "a1Яä€😀".map(Key.character))
  }

  @Test func `both forms of the arrow keys are known`() {
    #expect(keys("\u{1B}[A\u{1B}OA\u{1B}[B\u{1B}OD") == [.up, .up, .down, .left])
    #expect(keys("\u{1B}[5~\u{1B}[6~\u{1B}[3~\u{1B}[1;5C") == [.pageUp, .pageDown, .delete, .right])
  }

  @Test func `control keys have names`() {
    #expect(
      keys("\r\n\t\u{7F}\u{08}\u{03}\u{04}\u{01}") == [
        .enter, .enter, .tab, .backspace, .backspace, .interrupt, .endOfInput, .unknown,
      ]
    )
  }

  @Test func `a lone escape waits until nothing follows`() {
    var decoder = KeyDecoder()
    #expect(decoder.decode([0x1B]) == [])
    #expect(decoder.isWaiting)
    #expect(decoder.decode([], atEnd: true) == [.escape])
    #expect(!decoder.isWaiting)
  }

  @Test func `a sequence in pieces is one key`() {
    var decoder = KeyDecoder()
    #expect(decoder.decode([0x1B]) == [])
    #expect(decoder.decode([0x5B]) == [])
    #expect(decoder.decode([0x42, 0x71]) == [.down, .character("q")])
  }

  @Test func `a letter in pieces is one key, and half a letter is none`() {
    var decoder = KeyDecoder()
    #expect(decoder.decode([0xD0]) == [])
    #expect(decoder.decode([0xAF]) == [.character("Я")])
    #expect(decoder.decode([0xD0]) == [])
    #expect(decoder.decode([], atEnd: true) == [.unknown])
    #expect(decoder.decode([0xFF, 0x61]) == [.unknown, .character("a")])
  }

  @Test func `however bytes are cut, whole keys come out the same`() {
    forAll { random in
      let pieces = ["a", "7", "Я", "😀", "\u{1B}[A", "\u{1B}OB", "\u{1B}[6~", "\r", "\u{7F}"]
      let text = (0..<Int.random(in: 1...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "a" }
        .joined()
      let bytes = Array(text.utf8)
      let cut = Int.random(in: 0...bytes.count, using: &random)
      var decoder = KeyDecoder()
      let cutKeys = decoder.decode(bytes[..<cut]) + decoder.decode(bytes[cut...], atEnd: true)
      return cutKeys == keys(text) ? nil : "\(text.debugDescription) cut at \(cut) gives \(cutKeys)"
    }
  }

  @Test func `no bytes stop the decoder or grow its memory`() {
    forAll(count: 300) { random in
      var decoder = KeyDecoder()
      for _ in 0..<20 {
        let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
          Bool.random(using: &random)
            ? UInt8.random(in: 0...255, using: &random) : [0x1B, 0x5B, 0x3B].randomElement(using: &random) ?? 0
        }
        _ = decoder.decode(bytes)
      }
      _ = decoder.decode([], atEnd: true)
      return decoder.isWaiting ? "bytes are left over" : nil
    }
  }
}
