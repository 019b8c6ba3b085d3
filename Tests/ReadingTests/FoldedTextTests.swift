import Reading
import TestSupport
import Testing

@Suite struct FoldedTextTests {
  @Test func `marks, widths and signs are set aside`() {
    let cases: [(String, String)] = [
      ("Ünlü Çelik İĞNE ısı", "unlu celik igne isi"),
      ("Łódź Ørsted œuvre Straße æther", "lodz orsted oeuvre strasse aether"),
      ("thép không gỉ ĐƯỜNG", "thep khong gi duong"),
      ("ＡＢＣ　１２３", "abc 123"),
      ("٢٣ ۴۵ २", "23 45 2"),
      ("10 m² × 5 cm³ UF₆", "10 m2 x 5 cm3 uf6"),
      ("a\t\n \u{A0}b", "a b"),
      ("“x” ‘y’ — –", "\"x\" 'y' - -"),
      ("\u{200B}e\u{301}\u{AD}t", "et"),
      ("Ёлка Йод Київ", "елка иод киів"),
      ("Άλφα Σίσυφος", "αλφα σισυφοσ"),
    ]
    for (input, expected) in cases {
      #expect(FoldedText(input).text == expected)
    }
  }

  @Test func `every letter in the Latin tables agrees with its Unicode name`() {
    for value in [0xC0...0x17F, 0x1E00...0x1EFF].joined() {
      guard let scalar = Unicode.Scalar(UInt32(value)), let name = scalar.properties.name,
        let range = name.firstRange(of: " LETTER "), let letter = name[range.upperBound...].first
      else { continue }
      let rest = name[range.upperBound...].dropFirst()
      guard rest.isEmpty || rest.hasPrefix(" WITH ") else { continue }
      #expect(FoldedText(String(scalar)).text == letter.lowercased(), "\(name)")
    }
  }

  @Test func `a folded position leads back to what was typed`() {
    let typed = "Ein großes  Rohr e\u{301}"
    let folded = FoldedText(typed)
    #expect(folded.text == "ein grosses rohr e")
    #expect(folded.originalRange(of: 4..<11).map { String(typed[$0]) } == "großes")
    #expect(folded.originalRange(of: 7..<8).map { String(typed[$0]) } == "ß")
    #expect(folded.originalRange(of: 17..<18)?.upperBound == typed.endIndex)
    #expect(folded.originalRange(of: 17..<19) == nil)
    #expect(folded.originalRange(of: 3..<3) == nil)
  }

  @Test func `look-alikes are read as Latin only where a word looks like a marking`() {
    #expect(FoldedText.lookAlikeLatin("Н18К9М5Т ВТ6").text == "h18k9m5t bt6")
    #expect(FoldedText.lookAlikeLatin("сталь ВНС").text == "сталь bhc")
    #expect(FoldedText.lookAlikeLatin("сор").text == "сор")
    #expect(FoldedText.lookAlikeLatin("ΑΒΕ 12Χ").text == "abe 12x")
  }

  @Test func `Cyrillic is spelt by sound`() {
    #expect(FoldedText.transliterated("Жаропрочная Сталь").text == "zharoprochnaya stal")
    #expect(FoldedText.transliterated("Щит, Київ").text == "shchit, kiyiv")
  }

  @Test func `no text traps and every origin lies in order`() {
    forAll(count: 300) { random in
      let typed = hostileText(length: 60, using: &random)
      for folded in [FoldedText(typed), .lookAlikeLatin(typed), .transliterated(typed)] {
        guard folded.scalars.count == folded.origins.count else {
          return "lengths differ for \(typed.debugDescription)"
        }
        var end = typed.startIndex
        for origin in folded.origins {
          if origin.upperBound < end || origin.upperBound > typed.endIndex { return "origins go back" }
          end = origin.upperBound
        }
      }
      return nil
    }
  }
}
