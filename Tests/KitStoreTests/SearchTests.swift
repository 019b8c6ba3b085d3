import CanonicalJSON
import Catalog
import Foundation
import TestSupport
import Testing

@testable import KitStore

@Suite struct SearchTests {
  private let release: SmallRelease
  private let database: CatalogDatabase

  init() throws {
    release = try SmallRelease()
    try release.build()
    database = try release.open()
  }

  private func first(_ query: String) throws -> String? { try database.search(query).hits.first?.id }

  @Test func `words are found whatever their case, marks, order and number`() throws {
    for query in ["maraging tube", "MARAGING STEEL TUBES", "tube, steel (maraging)", "Máraging tübe"] {
      #expect(try first(query) == "maraging-tube", "\(query)")
    }
    #expect(try first("faltenbalgventil") == "bellows-valve")
  }

  @Test func `Cyrillic words are found as they are written and by their sound`() throws {
    #expect(try first("мартенситностареющей") == "maraging-tube")
    #expect(try first("martensitnostareyushchey") == "maraging-tube")
    #expect(try first("Н18К9М5Т") == "maraging-tube")
    #expect(try first("H18K9M5T") == "maraging-tube")
  }

  @Test func `a typing error is corrected and said`() throws {
    let result = try database.search("titanum sheet")
    #expect(result.hits.first?.id == "titanium-sheet")
    #expect(result.corrections == [SearchCorrection(typed: "titanum", used: "titanium")])
    #expect(try first("marageing stel tbue") == "maraging-tube")
    #expect(try first("vlave") == "eu/2A226" || first("vlave") == "bellows-valve")
  }

  @Test func `a word that resembles nothing is said to be unknown`() throws {
    let result = try database.search("maraging qqqqqqqq")
    #expect(result.unknown == ["qqqqqqqq"])
    #expect(result.hits.first?.id == "maraging-tube")
  }

  @Test func `digits are never corrected`() throws {
    for query in ["AMS 6515", "6515", "1C217", "10025-87-4"] {
      let result = try database.search(query)
      #expect(result.corrections.isEmpty, "\(query)")
      #expect(!result.hits.contains { $0.match == .code }, "\(query)")
    }
  }

  @Test func `a code finds its record at once however it is spelt`() throws {
    for query in ["1C216", "eu/1C216", "EU 1c216", "1c 216"] {
      let hit = try database.search(query).hits.first
      #expect(hit?.id == "eu/1C216" && hit?.match == .code, "\(query)")
    }
    #expect(try first("10025-87-3") == "phosphorus-oxychloride")
    #expect(try database.search("UN 1810").hits.filter { $0.match == .code }.count == 2)
    #expect(try first("850440") == "850440")
    #expect(try first("85044090") == "8504" || first("85044090") == "850440")
  }

  @Test func `an entry's code finds the paragraphs below it and not those that merely begin alike`() throws {
    let below = try database.search("1C350").hits.filter { $0.match == .below }.map(\.id)
    #expect(below == ["eu/1C350.1", "eu/1C350.2", "eu/1C350.10"])
    let exact = try database.search("1C350.1").hits.filter { $0.match != .words }
    #expect(exact.map(\.id) == ["eu/1C350.1"])
    #expect(try database.search("8504").hits.contains { $0.id == "850440" && $0.match == .below })
  }

  @Test func `kinds and limits hold`() throws {
    let result = try database.search("maraging valve titanium", kinds: ["commodity"], limit: 2)
    #expect(result.hits.count == 2)
    #expect(result.hits.allSatisfy { $0.kind == "commodity" })
    #expect(result.found["commodity"] == 3)
  }

  @Test func `markings are found in the text that bears them`() throws {
    let hits = try database.markings(in: "tube OD 145, ams-6514, heat 12")
    #expect(hits.map(\.record.id) == ["ams-6514"])
    #expect(hits.first?.words == "ams-6514")
    #expect(try database.markings(in: "AMS 65?4").first?.unread == 1)
    #expect(try database.markings(in: "nothing here").isEmpty)
  }

  @Test func `badly read numbers are said with what they could be`() throws {
    let cas = try database.numberNotes(on: "CAS 10025-87-4")
    #expect(cas.first?.neighbours.map(\.number) == ["10025-87-3"])
    let unread = try database.numberNotes(on: "UN 18?0")
    #expect(unread.first?.neighbours.map(\.number) == ["UN 1810"])
    #expect(try database.numberNotes(on: "UN 1819").first?.neighbours.map(\.number) == ["UN 1809", "UN 1810"])
    #expect(try database.numberNotes(on: "UN 1810").isEmpty)
    #expect(try database.numberNotes(on: "8504").isEmpty)
  }

  @Test func `a mistyped id is answered with the nearest one`() throws {
    #expect(try database.suggestions(for: "marging-tube", kinds: []).first == "maraging-tube")
    #expect(try database.suggestions(for: "eu/1C215", kinds: ["control"]).first == "eu/1C216")
  }

  @Test func `no query fails, whatever it holds`() throws {
    let hostile = [
      "", " ", "\0", "a\0b", "\"", "''", "\"\"\"", "' OR 1=1 --", "valve AND NOT (", "NEAR(valve tube)", "name:valve",
      "valve*", "^valve", "-valve", "{a b} : c", "🚀", "👩‍👩‍👧‍👦 valve", "%_%", "\\", "\u{202E}evlav", "½", "２Ａ２２６", "?",
      "????", "1?2?3", String(repeating: "?", count: 5_000), String(repeating: "a", count: 10_000_000),
      String(repeating: "e\u{301}", count: 5_000_000), "a" + String(repeating: "\u{301}", count: 5_000_000),
      String(repeating: "valve ", count: 1_000_000), String(decoding: [0xFF, 0xFE, 0x80], as: UTF8.self),
    ]
    for query in hostile {
      #expect(throws: Never.self, "\(query.prefix(20))") {
        _ = try database.search(query)
        _ = try database.markings(in: query)
        _ = try database.numberNotes(on: query)
        _ = try database.names(for: query)
        _ = try database.suggestions(for: query, kinds: [])
      }
    }
  }

  @Test func `random text never fails and never finds more than asked for`() throws {
    let alphabet = Array("abcvalve0123456789.-/\"'*()?:^ \0éжЮ🚀{}".unicodeScalars)
    try forAll(count: 300) { random in
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)])
      }
      let result = try database.search(String(text), limit: 2)
      let words = Dictionary(grouping: result.hits.filter { $0.match == .words }, by: \.kind)
      return words.allSatisfy { $0.value.count <= 2 } ? nil : "too many hits for \(String(text).debugDescription)"
    }
  }
}
