import CanonicalJSON
import TestSupport
import Testing

@Suite struct JSONEncodingTests {
  private func randomText(_ random: inout SplitMix64) -> String {
    let letters = Array("ab\"\\/é\u{301}\u{E9}😀\u{0}\u{1F}\n\u{2028}\u{7F}Ж".unicodeScalars)
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...5, using: &random) { text.append(letters.randomElement(using: &random) ?? "a") }
    return String(text)
  }

  private func randomValue(depth: Int, _ random: inout SplitMix64) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
    case 0: .null
    case 1: .bool(Bool.random(using: &random))
    case 2: .integer(Int64.random(in: .min ... .max, using: &random))
    case 3, 4: .text(randomText(&random))
    case 5: .list((0..<Int.random(in: 0...4, using: &random)).map { _ in randomValue(depth: depth - 1, &random) })
    default:
      .object(
        JSONObject(
          (0..<Int.random(in: 0...4, using: &random)).map { _ in
            (randomText(&random), randomValue(depth: depth - 1, &random))
          }
        )
      )
    }
  }

  /// Swift compares strings by canonical equivalence; here every byte counts.
  private func isSame(_ left: JSONValue?, _ right: JSONValue) -> Bool {
    left?.canonicalBytes == right.canonicalBytes
  }

  @Test func `a line comes back as the value it was written from`() {
    forAll(count: 2_000) { random in
      let value = randomValue(depth: 4, &random)
      let line = value.line
      guard !line.utf8.contains(where: { $0 < 0x20 }) else { return "a control character stands in \(line)" }
      return isSame(try? JSONValue(parsing: line.utf8), value) ? nil : line
    }
  }

  @Test func `canonical bytes come back unless they hold a control character`() {
    forAll(count: 2_000) { random in
      let value = randomValue(depth: 4, &random)
      let bytes = value.canonicalBytes
      let again = try? JSONValue(parsing: bytes)
      if bytes.contains(where: { $0 < 0x20 }) { return again == nil ? nil : "\(bytes) was taken" }
      return isSame(again, value) ? nil : "\(bytes)"
    }
  }

  @Test func `the order in which members are given does not matter`() {
    forAll(count: 1_000) { random in
      let keys = Set((0..<6).map { _ in Array(randomText(&random).utf8) }).map { String(decoding: $0, as: UTF8.self) }
      let members = keys.map { (key: $0, value: JSONValue.text($0)) }
      let one = JSONValue.object(JSONObject(members.shuffled(using: &random)))
      let other = JSONValue.object(JSONObject(members.shuffled(using: &random)))
      return one.canonicalBytes == other.canonicalBytes ? nil : "\(keys)"
    }
  }

  @Test func `keys stand in the order of their UTF-8 bytes`() {
    let object = JSONObject(["é", "z", "Z", "😀", "\u{FFFD}", "", "aa", "a", "e\u{301}"].map { ($0, .null) })
    #expect(
      object.members.map { Array($0.key.utf8) }
        == ["", "Z", "a", "aa", "e\u{301}", "z", "é", "\u{FFFD}", "😀"].map { Array($0.utf8) }
    )
    forAll(count: 1_000) { random in
      let object = JSONObject((0..<8).map { _ in (randomText(&random), .null) })
      for (one, next) in zip(object.members, object.members.dropFirst())
      where !one.key.utf8.lexicographicallyPrecedes(next.key.utf8) {
        return "\(one.key) before \(next.key)"
      }
      return nil
    }
  }

  @Test func `of a key given twice the last value counts, and nil removes it`() {
    var object = JSONObject([("a", .integer(1)), ("b", .null), ("a", .integer(2))])
    #expect(object["a"] == .integer(2))
    #expect(object.members.count == 2)
    object["a"] = nil
    object["none"] = nil
    #expect(object.members.map(\.key) == ["b"])
    object["a"] = .bool(true)
    #expect(object.members.map(\.key) == ["a", "b"])
  }

  @Test func `canonical form has no blanks and escapes only what it must`() {
    let value = JSONValue.members(["b": .texts(["\"\\\n/é"]), "a": .decimal("1.50")])
    #expect(String(decoding: value.canonicalBytes, as: UTF8.self) == "{\"a\":1.50,\"b\":[\"\\\"\\\\\n/é\"]}")
    #expect(value.line == #"{"a":1.50,"b":["\"\\\u000a/é"]}"#)
  }
}
