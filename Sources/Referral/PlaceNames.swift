import Catalog

/// Finds countries by the names and places that stand in marks and papers.
struct PlaceNames {
  /// A country with the words that named it.
  struct Mention: Hashable {
    let country: String
    let words: String
    /// Where it stands among the words of the text.
    let position: Int
  }

  private let catalog: Catalog
  private var names: [String: [(words: [String], country: String)]] = [:]

  init(_ catalog: Catalog) {
    self.catalog = catalog
    for country in catalog.countries.values.sorted(by: { $0.id < $1.id }) {
      for name in [country.name] + country.also {
        let words = Self.words(name).map { $0.lowercased() }
        if let first = words.first { names[first, default: []].append((words, country.id)) }
      }
    }
    for first in names.keys { names[first]?.sort { $0.words.count > $1.words.count } }
  }

  /// The country that a field of the papers names: two letters, or the first name in it.
  func country(of text: String) -> Country? {
    let code = text.filter { !$0.isWhitespace }.uppercased()
    if let country = catalog.countries[code] { return country }
    return mentions(in: text, needsCapital: false).first.flatMap { catalog.countries[$0.country] }
  }

  /// Every country that a text names, the longest names first at each place.
  func mentions(in text: String, needsCapital: Bool = true) -> [Mention] {
    let words = Self.words(String(text.prefix(20_000)))
    var found: [Mention] = []
    var position = 0
    while position < words.count {
      // Ordinary words such as turkey and china are names only with a capital.
      let isName = !needsCapital || words[position].first?.isLowercase == false
      let match = isName ? self.match(words, at: position) : nil
      if let match {
        let text = words[position..<position + match.words.count].joined(separator: " ")
        found.append(Mention(country: match.country, words: text, position: position))
      }
      position += match?.words.count ?? 1
    }
    return found
  }

  /// The places at which a text says where goods were made, each with the country named next.
  func origins(in text: String) -> [Mention] {
    let words = Self.words(String(text.prefix(20_000))).map { $0.lowercased() }
    let mentions = mentions(in: text, needsCapital: false)
    return mentions.filter { mention in
      Self.originPhrases.contains { phrase in
        let start = mention.position - phrase.count
        guard start >= 0 else { return false }
        // An article or a town may stand between: "made in the United States".
        return (0...2).contains { gap in
          start - gap >= 0 && Array(words[start - gap..<start - gap + phrase.count]) == phrase
        }
      }
    }
  }

  private static let originPhrases: [[String]] = [
    ["made", "in"], ["product", "of"], ["manufactured", "in"], ["country", "of", "origin"], ["fabriqué", "en"],
    ["hecho", "en"], ["сделано", "в"], ["произведено", "в"], ["страна", "происхождения"], ["hergestellt", "in"],
    ["prodotto", "in"], ["origin"], ["herkunft"],
  ]

  private func match(_ words: [String], at position: Int) -> (words: [String], country: String)? {
    names[words[position].lowercased()]?.first { name in
      position + name.words.count <= words.count
        && zip(name.words, words[position...]).allSatisfy { $0 == $1.lowercased() }
    }
  }

  static func words(_ text: String) -> [String] {
    text.split { !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "’") }.map(String.init)
  }
}
