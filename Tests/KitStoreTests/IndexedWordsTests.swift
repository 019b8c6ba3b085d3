import TestSupport
import Testing

@testable import KitStore

struct IndexedWordsTests {
  /// What the general way makes of a text.
  private func general(_ text: String) -> String {
    SearchText.chunks(text).flatMap { SearchText.forms($0).flatMap(\.self) }
      .filter { !SearchText.emptyWords.contains($0) }.joined(separator: " ")
  }

  @Test func `the short way for ASCII says what the general way says`() {
    let words = [
      "the", "pipes", "glass", "Status", "axis", "1C350.3", "Ti-6Al-4V", "AMS 6514", "s", "90s", "à", "Ø8", "–",
    ]
    forAll(count: 2_000) { random in
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        Bool.random(using: &random)
          ? words.randomElement(using: &random) ?? "" : String(UnicodeScalar(UInt8.random(in: 1...127, using: &random)))
      }.joined(separator: Bool.random(using: &random) ? " " : "")
      let (short, long) = (SearchText.indexed([text]), general(text))
      return short == long ? nil : "\(text.debugDescription): \(short) is not \(long)"
    }
  }
}
