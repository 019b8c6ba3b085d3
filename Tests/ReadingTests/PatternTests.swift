import Testing

@testable import Reading

@Suite struct PatternTests {
  private func found(_ pattern: String, in text: String) throws -> [String] {
    try Pattern(pattern).matches(in: text).map { String(text[$0.range]) }
  }

  @Test func `markings are found as written`() throws {
    let cases: [(pattern: String, text: String, found: [String])] = [
      (
        #"(?i)\b(vascomax\s*)?(maraging[\s-]*250|18Ni[\s(-]*250|C[\s-]?250)\b"#, "bar VascoMax C-250, heat 12",
        ["VascoMax C-250"]
      ),
      (#"(?i)\b7075(?:[\s-]?(?:T\d{1,5}|O|F|H\d{2,3}))?\b"#, "7075-T6511 and 7075 and 70755", ["7075-T6511", "7075"]),
      (#"(?i)(?<![A-Za-z0-9])T[\s-]?700S?[A-Z]{0,2}(?![A-Za-z0-9])"#, "Torayca T700SC 12K, AT700", ["T700SC"]),
      (#"(?i)(?<![A-Za-zА-Яа-я])[ВBV][ТT]6(?!\d)"#, "ВТ6 BT6 вт6 ОВТ6 ВТ61", ["ВТ6", "BT6", "вт6"]),
      (#"(?i)glass[\s-]*lined|verre|email+|эмал"#, "Émail, ЭМАЛЬ", ["Émail", "ЭМАЛ"]),
      (
        #"-\s?55\s?(?:\xb0?C)?\s*(?:to|/|\.\.+|-)\s*\+?\s?125"#, "−55 °C to +125; -55..125",
        ["−55 °C to +125", "-55..125"]
      ),
      (#"\b111[\s\u2010-]?-?48[\s\u2010-]?-?8\b"#, "CAS 111‐48‐8", ["111‐48‐8"]),
      (#"(?i)Panex[\s[\s-]?]?35"#, "panex 35", ["panex 35"]),
      (#"^UN\b|\bX$"#, "UN 18 UN X", ["UN", "X"]),
      (#"(?<=№ )\d+(?= kg)"#, "№ 12 kg № 13", ["12"]),
      (#"a.c[^\d\s]"#, "abc1 a-cd a\ncd", ["a-cd"]),
    ]
    for (pattern, text, expected) in cases {
      #expect(try found(pattern, in: text) == expected, "\(pattern)")
    }
  }

  @Test func `case counts unless the pattern says otherwise`() throws {
    #expect(try found(#"\bCMR\b"#, in: "cmr CMR") == ["CMR"])
    #expect(try found(#"(?i)ωμέγα|ПТФЭ"#, in: "ΩΜΕΓΑ птфэ") == ["ΩΜΕΓΑ", "птфэ"])
  }

  @Test func `an unread character may be any printable one that fits`() throws {
    let number = try Pattern(#"\bUN[\s-]*1838\b"#)
    for (text, unread) in [
      ("UN 18?8", 1), ("UN 1_3?", 2), ("UN 1*38", 1), ("UN 1…8", 2), ("UN 1..", 3), ("UN 18\u{FFFD}8", 1),
    ] {
      let matches = number.matches(in: text)
      #expect(matches.count == 1 && matches.first?.unread == unread, "\(text): \(matches.map(\.unread))")
    }
    #expect(number.matches(in: "UN? 18?8").isEmpty == false)
    #expect(number.matches(in: "UN 17?8").isEmpty)
  }

  @Test func `an unread character is never a space and never the whole match`() throws {
    #expect(try found(#"A\sB"#, in: "A?B").isEmpty)
    #expect(try found(#"\d{4}"#, in: "???? ..").isEmpty)
    #expect(try found(#"\d{4}"#, in: "???1") == ["???1"])
  }

  @Test func `a question mark after a sure reading does not disturb it`() throws {
    let text = "is it UN 1838?"
    let match = try #require(try Pattern(#"\bUN[\s-]*1838\b"#).matches(in: text).first)
    #expect(match.unread == 0 && match.touchesUnread)
    #expect(String(text[match.range]) == "UN 1838")
  }

  @Test func `look-alike letters match in markings and are counted`() throws {
    let steel = try Pattern("(?i)H18K9M5T")
    #expect(steel.matches(in: "Н18К9М5Т").first?.lookAlikes == 4)
    #expect(steel.matches(in: "H18K9M5T").first?.lookAlikes == 0)
    #expect(try Pattern("ВТ6").matches(in: "BT6").first?.lookAlikes == 2)
    #expect(try Pattern("(?i)cop").matches(in: "мелкий сор").isEmpty)
    #expect(try Pattern("(?i)[^A-Z]6").matches(in: "В6").isEmpty)
  }

  @Test func `a range covers accents and invisible characters in the original`() throws {
    let text = "x e\u{301}m\u{200B}ail y"
    let match = try #require(try Pattern("email").matches(in: text).first)
    #expect(String(text[match.range]) == "e\u{301}m\u{200B}ail")
  }

  @Test func `a faulty pattern is refused with its place and reason`() {
    let cases: [(String, Int, PatternError.Problem)] = [
      ("", 0, .empty), ("(?i)", 4, .empty), ("a(b", 1, .unfinished("a group")), ("a[b", 1, .unfinished("a class")),
      ("ab)", 2, .closesNothing(")")), ("a]", 1, .closesNothing("]")), ("*a", 0, .nothingToRepeat),
      ("a**", 2, .nothingToRepeat), (#"\b?"#, 2, .nothingToRepeat), ("a{65}", 1, .badCount), ("a{3,2}", 1, .badCount),
      ("a{x}", 1, .badCount), ("a{1,", 1, .badCount), (#"a\q"#, 1, .unknownEscape("q")),
      (#"\xZ1"#, 0, .unknownEscape("x")),
      (#"\uD800"#, 0, .unknownEscape("u")), (#"a\"#, 1, .unfinished("an escape")), ("[]", 0, .badClass),
      ("[z-a]", 1, .badClass), (#"[a-\d]"#, 1, .badClass), ("(?P<n>a)", 0, .unknownGroup), ("a(?i)b", 1, .unknownGroup),
      ("(?=a+)", 4, .lookAroundTooComplex), ("(?=)", 0, .lookAroundTooComplex),
      ("(?!", 0, .unfinished("a look-around")),
      ("a{64}{64}", 5, .nothingToRepeat), ("(?:a{64}){64}", 13, .tooLarge), ("((((){64}){64}){64}){64}", 24, .tooLarge),
      ("e\u{301}", 1, .ignoredCharacter),
    ]
    for (text, position, problem) in cases {
      #expect(throws: PatternError(position: position, problem: problem), "\(text)") { try Pattern(text) }
    }
    let deep = String(repeating: "(", count: 5_000)
    #expect(throws: PatternError(position: 32, problem: .nestedTooDeeply)) { try Pattern(deep) }
    let deepClass = String(repeating: "[", count: 5_000)
    #expect(throws: PatternError.self) { try Pattern(deepClass) }
  }
}
