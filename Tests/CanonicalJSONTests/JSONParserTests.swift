import CanonicalJSON
import TestSupport
import Testing

@Suite struct JSONParserTests {
  private func parsed(_ text: String, decimals: Bool = true) -> JSONValue? {
    try? JSONValue(parsing: text.utf8, allowingDecimals: decimals)
  }

  private func failure(_ bytes: some Sequence<UInt8>) -> String? {
    do {
      _ = try JSONValue(parsing: bytes, allowingDecimals: true)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func `every kind of value is read`() {
    let text = " { \"a\" : [ null , true , false , -12 , 1.5e3 , \"x\" ] ,\r\n\t\"b\" : { } , \"c\":[]} "
    #expect(
      parsed(text)
        == .members([
          "a": .list([.null, .bool(true), .bool(false), .integer(-12), .decimal("1.5e3"), .text("x")]),
          "b": .object(JSONObject()), "c": .list([]),
        ])
    )
  }

  @Test func `escapes and surrogate pairs are read`() {
    #expect(parsed(#""\"\\\/\b\f\n\r\t""#) == .text("\"\\/\u{8}\u{C}\n\r\t"))
    #expect(parsed(#""\u00e9\u00C9\u0000\ud83d\uDE00""#) == .text("éÉ\0😀"))
  }

  @Test func `half a surrogate pair is refused`() {
    for text in [#""\ud83d""#, #""\ud83dx""#, #""\ud83d\n""#, #""\ud83d\ud83d""#, #""\ude00""#, #""\ud83d\u"#] {
      #expect(parsed(text) == nil, "\(text)")
    }
  }

  @Test func `four hexadecimal digits are four digits and nothing else`() {
    for text in [#""\u+041""#, #""\u-041""#, #""\u 041""#, #""\u041""#, #""\u00g1""#, #""\u"#, #""\u00"#] {
      #expect(parsed(text) == nil, "\(text)")
    }
  }

  @Test func `numbers are those of JSON`() {
    #expect(parsed("0") == .integer(0))
    #expect(parsed("9223372036854775807") == .integer(.max))
    #expect(parsed("-9223372036854775808") == .integer(.min))
    #expect(parsed("9223372036854775808") == .decimal("9223372036854775808"))
    #expect(parsed("-0") == .decimal("-0"))
    #expect(parsed("1E+2") == .decimal("1E+2"))
    let wrong = [
      "01", "-01", "1.", ".5", "+1", "-", "1e", "1e+", "--1", "1-", "0x10", "1_0", "1.5.5", "1e5e5", "inf", "nan",
      "1e400",
      "-1e400", "NaN", "00", "1,5",
    ]
    for text in wrong { #expect(parsed(text) == nil, "\(text)") }
  }

  @Test func `signed documents hold whole numbers only`() {
    for text in ["1.5", "1e2", "-0", "9223372036854775808"] { #expect(parsed(text, decimals: false) == nil, "\(text)") }
    #expect(parsed("12", decimals: false) == .integer(12))
  }

  @Test func `a key that stands twice is refused, also when it is escaped`() {
    #expect(failure(#"{"a":1,"a":2}"#.utf8)?.contains("stands twice") == true)
    #expect(failure(#"{"a":1,"\u0061":2}"#.utf8)?.contains("stands twice") == true)
    // The same letter composed and decomposed is equal as text, but not as bytes.
    #expect(parsed("{\"\u{E9}\":1,\"e\u{301}\":2}")?.object?.members.count == 2)
  }

  @Test func `nesting is bounded`() {
    #expect(parsed(String(repeating: "[", count: 64) + String(repeating: "]", count: 64)) != nil)
    #expect(failure(String(repeating: "[", count: 65).utf8)?.contains("nested deeper than 64") == true)
    #expect(failure(String(repeating: "{\"a\":", count: 1_000_000).utf8)?.contains("nested deeper than 64") == true)
  }

  @Test func `invalid UTF-8 is refused`() {
    for bytes: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3]] {
      #expect(failure([0x22] + bytes + [0x22])?.hasPrefix("not valid UTF-8") == true, "\(bytes)")
    }
    #expect(failure([0xFF]) != nil)
    #expect(failure([0xEF, 0xBB, 0xBF, 0x30]) != nil)
  }

  @Test func `malformed documents say where`() {
    let cases = [
      ("", "at byte 0"), ("[1", "at byte 2"), ("[1 2]", "at byte 3"), ("{\"a\" 1}", "at byte 5"),
      ("{1:2}", "at byte 1"),
      ("[1,]", "at byte 3"), ("{\"a\":1,}", "at byte 7"), ("tru", "at byte 0"), ("\"a", "at byte 2"),
      ("1 1", "at byte 2"),
      ("\"\u{1}\"", "at byte 2"), ("\"\\x\"", "at byte 3"), ("\"\\", "at byte 2"),
    ]
    for (text, place) in cases {
      #expect(failure(text.utf8)?.contains(place) == true, "\(text): \(failure(text.utf8) ?? "")")
    }
  }

  @Test func `random bytes never trap`() {
    forAll(count: 5_000) { random in
      let signs = Array(#"{}[]:,"\u00dtrefalsn19-+.eE "#.utf8) + [0xC3, 0xA9, 0xFF, 0]
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in signs.randomElement(using: &random) ?? 0 }
      guard let value = try? JSONValue(parsing: bytes, allowingDecimals: true) else { return nil }
      let again = try? JSONValue(parsing: value.line.utf8, allowingDecimals: true)
      return again == value ? nil : "\(bytes) came back as \(String(describing: again))"
    }
  }

  @Test func `an object of many keys in any order is read in bounded time`() {
    let keys = (0..<200_000).reversed().map { "\"k\($0)\":\($0)" }
    var count = 0
    let time = processorTime { count = parsed("{" + keys.joined(separator: ",") + "}")?.object?.members.count ?? 0 }
    #expect(count == 200_000)
    #expect(time < .seconds(30))
  }
}
