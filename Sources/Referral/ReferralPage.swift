import Console
import Presentation

extension ReferralPrint {
  /// The sheet as an HTML page that prints on A4; it needs no other file.
  public var html: String {
    let sections = SheetSection.all(sheet, in: language)
    let body = sections.map(section).joined(separator: "\n")
    let outcome = [sheet.outcome, sheet.concern.advice == .nothing ? "" : sheet.concern.sentence]
      .filter { !$0.isEmpty }.map { "<p class=\"outcome\">\(Self.escaped($0))</p>" }.joined()
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Referral \(Self.escaped(sheet.reference.inspection))</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body class="\(density)">
      \(banner)
      <header>
      <div><h1>Referral \(Self.escaped(sheet.reference.inspection))</h1>
      \(outcome)
      <p class="notice">\(Self.escaped(StandingNotice.sentence))\(language.map { "<br>" + Self.escaped($0.notice) } ?? "")</p>
      <p class="seal">\(Self.escaped(sealLine))</p></div>
      \(picture)
      </header>
      <main>
      \(body)
      </main>
      </body>
      </html>

      """
  }

  private var banner: String {
    guard !sheet.safety.hazards.isEmpty else { return "" }
    let hazards = sheet.safety.hazards.map {
      "<li><strong>⚠ \(Self.escaped($0.label))</strong> \(Self.escaped($0.text)) \(Self.escaped($0.remark))</li>"
    }
    return "<ul class=\"banner\" role=\"alert\">\(hazards.joined())</ul>"
  }

  /// The letters are smaller where much was read, so that most sheets stay on one page.
  private var density: String {
    let letters = SheetSection.all(sheet, in: language).flatMap(\.lines).reduce(0) {
      $0 + $1.label.count + $1.text.count + $1.remark.count
    }
    return letters > 3_600 ? "dense" : letters > 2_200 ? "full" : "roomy"
  }

  private func section(_ section: SheetSection) -> String {
    let isWide = [.candidates, .flags].contains(section.title)
    // The hazards stand at the top already.
    let isSaid = section.title == .safety && !sheet.safety.hazards.isEmpty
    let lines = section.lines.map { line in
      let text = isSaid && line.label.hasPrefix("!") ? "see the top of the page" : line.text
      let remark = isSaid || line.remark.isEmpty ? "" : " <small>\(Self.escaped(line.remark))</small>"
      let label = line.label.isEmpty ? "" : "<b>\(Self.escaped(line.label))</b> "
      return "<li>\(label)\(Self.escaped(text))\(remark)</li>"
    }
    let content = lines.isEmpty ? "<p class=\"none\">–</p>" : "<ul>\(lines.joined())</ul>"
    let title = Self.escaped(title(section.title))
    return "<section\(isWide ? " class=\"wide\"" : "")><h2>\(title)</h2>\(content)</section>"
  }

  /// The QR code as a drawing, a row at a time.
  private var picture: String {
    guard !code.isEmpty, let qr = QRCode(code) else { return "" }
    var path = ""
    for row in 0..<qr.size {
      for column in 0..<qr.size where qr.isDark(row: row, column: column) {
        path += "M\(column + 4) \(row + 4)h1v1h-1z"
      }
    }
    let side = qr.size + 8
    return """
      <svg class="qr" role="img" aria-label="QR code: inspection, digest and signature" viewBox="0 0 \(side) \(side)" \
      shape-rendering="crispEdges"><rect width="\(side)" height="\(side)" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
      """
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in TextWidth.printable(text) {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.append(character)
      }
    }
    return result
  }

  private static let style = """
    @page { size: A4; margin: 11mm 12mm 10mm 12mm; }
    * { box-sizing: border-box; }
    body { font: 9.4pt/1.32 "DejaVu Sans", "Noto Sans", Arial, sans-serif; color: #000; background: #fff; max-width: 186mm;
      margin: 0 auto; }
    body.full { font-size: 8.2pt; line-height: 1.27; }
    body.dense { font-size: 7.2pt; line-height: 1.22; }
    .banner { list-style: none; margin: 0 0 2mm; padding: 1.6mm 2.4mm; border: 1.2mm solid #000; background: #ffe45c; }
    header { display: flex; gap: 4mm; justify-content: space-between; border-bottom: .6mm solid #000; }
    h1 { font-size: 1.7em; margin: 0 0 .6mm; }
    .outcome { font-size: 1.25em; font-weight: bold; margin: 0; }
    .notice, .seal { margin: .6mm 0; font-size: .88em; }
    .seal { font-family: "DejaVu Sans Mono", monospace; font-size: .72em; overflow-wrap: anywhere; }
    .qr { width: 34mm; height: 34mm; flex: none; }
    main { columns: 2; column-gap: 5mm; margin-top: 1.4mm; }
    section { break-inside: avoid-column; margin: 0 0 1.5mm; border-left: .5mm solid #555; padding-left: 1.6mm; }
    section.wide { break-inside: auto; }
    h2 { font-size: 1em; margin: 0; color: #00324f; }
    ul { list-style: none; margin: 0; padding: 0; }
    main li { overflow-wrap: anywhere; padding-left: 2.2mm; text-indent: -2.2mm; }
    small { font-size: .9em; color: #333; }
    small::before { content: "["; } small::after { content: "]"; }
    .none { margin: 0; }
    @media screen { body { padding: 4mm; } }
    """
}
