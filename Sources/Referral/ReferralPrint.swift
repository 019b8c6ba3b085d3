public import CanonicalJSON
import Console
public import Inspections
public import Presentation

/// A referral sheet with the kit's seal over it, on paper, as text and for programs.
public struct ReferralPrint: Sendable {
  /// The sheet.
  public let sheet: ReferralSheet
  /// The seal; nil for a draft that was not referred yet.
  public let seal: SealedHead?
  /// The language beside English, if any.
  public let language: SheetLanguage?

  /// A print.
  public init(_ sheet: ReferralSheet, seal: SealedHead?, language: SheetLanguage? = nil) {
    self.sheet = sheet
    self.seal = seal
    self.language = language
  }

  /// What the QR code says: inspection, digest, signature in base64 for addresses, beginning of the kit's name.
  public var code: String {
    guard let seal else { return "" }
    return "GAUGER1;\(seal.inspection);\(seal.digest);\(Self.base64(seal.signature));\(seal.kit.prefix(16))"
  }

  /// The seal in words.
  var sealLine: String {
    seal.map { "Seal: \($0.digest), signed by kit \($0.kit.prefix(12))" } ?? "DRAFT: not referred, not signed"
  }

  func title(_ title: SheetTitle) -> String {
    "\(title.rawValue). \(title.english)" + (language.map { " / \(title.translated($0))" } ?? "")
  }

  /// The sheet for programs.
  public func json() throws(ReferralError) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [("version", .integer(1)), ("sheet", try sheet.json())]
    if let seal {
      members.append(
        (
          "seal",
          .members([
            "inspection": .text(seal.inspection), "digest": .text(seal.digest), "kit": .text(seal.kit),
            "signature": .text(seal.signature), "line": .integer(Int64(seal.line)),
          ])
        )
      )
    }
    return .object(JSONObject(members))
  }

  /// The sheet as text.
  public var page: Page {
    var page = Page()
    for hazard in sheet.safety.hazards {
      page.item("HAZARD \(hazard.label). \(hazard.text) \(hazard.remark)".printable, mark: "!", indent: 0)
    }
    page.heading("Referral \(sheet.reference.inspection)".printable)
    page.line(StandingNotice.sentence)
    if let language { page.line(language.notice) }
    for section in SheetSection.all(sheet, in: language) {
      page.heading(title(section.title))
      if section.lines.isEmpty { page.item("nothing") }
      for line in section.lines {
        let label = line.label.isEmpty ? "" : line.label + (line.text.isEmpty ? "" : ": ")
        let remark = line.remark.isEmpty ? "" : " [\(line.remark)]"
        page.item("\(label)\(line.text)\(remark)".printable)
      }
    }
    page.line("")
    page.line(sealLine)
    if !code.isEmpty { page.line(code) }
    return page
  }

  private static func base64(_ hexadecimal: String) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    let bits = hexadecimal.compactMap(\.hexDigitValue).flatMap { digit in (0..<4).reversed().map { digit >> $0 & 1 } }
    let letters = stride(from: 0, to: bits.count, by: 6).map { start in
      let group = Array(bits[start..<min(start + 6, bits.count)])
      return alphabet[(group + Array(repeating: 0, count: 6 - group.count)).reduce(0) { $0 << 1 | $1 }]
    }
    return String(decoding: letters, as: UTF8.self)
  }
}

extension String {
  /// The text without anything that a terminal would obey.
  public var printable: String { TextWidth.printable(self) }
}
