import Catalog
import Measures
import Reading

/// Reads the readings that stand in a command: `feature=value`, or free text.
struct ReadingArguments {
  private let catalog: Catalog
  private let reader: TextReader
  /// The features that the entries in question test.
  private let tested: [Feature]

  init(_ catalog: Catalog, entries: [ControlEntry]) {
    self.catalog = catalog
    reader = TextReader(catalog)
    let ids = Set(entries.flatMap { catalog.criterion(of: $0.id)?.conditions.map(\.feature) ?? [] })
    tested = ids.sorted().compactMap { catalog.features[$0] }
  }

  /// A reading is a line on a plate, not a page.
  private static let longestReading = 600

  /// What all arguments say together.
  ///
  /// - Throws: ``CommandFailure`` where a feature is named that the catalog does not have, or a value does not fit it.
  func clues(_ arguments: [String]) throws -> Clues {
    var clues = Clues()
    let context = String(arguments.joined(separator: " ").prefix(Self.longestReading))
    for given in arguments {
      let argument = String(String.UnicodeScalarView(given.unicodeScalars.prefix(Self.longestReading)))
      if argument.utf8.count < given.utf8.count {
        clues.warnings.append("only the first \(Self.longestReading) characters of '\(given.prefix(20))…' were read")
      }
      guard let (name, value) = Self.statement(argument) else {
        clues.merge(freeText(argument, context: context))
        continue
      }
      let feature = self.feature(name)
      // By its id a feature is meant and nothing else; by words the reader finds what fits.
      let said = reader.readStatement(feature?.name ?? name, value: value, unit: "", source: .read)
      let hits = said.observations.contains { feature == nil || $0.feature == feature?.id }
      guard hits else { throw failure(name, value, feature) }
      var kept = said
      if let feature {
        kept.observations.removeAll { $0.feature != feature.id && catalog.features[$0.feature]?.name == feature.name }
      }
      clues.merge(kept)
    }
    return clues
  }

  /// Free text; a value that names no feature goes to the tested feature that alone can have it.
  private func freeText(_ text: String, context: String) -> Clues {
    var clues = reader.read(text, from: .inspector, context: context)
    for found in QuantityReader.scan(text) {
      let words = String(text[found.range])
      let fitting = tested.filter { $0.kind == .quantity && $0.dimension == found.reading.dimension }
      guard clues.notUnderstood.contains(where: { $0.contains(words) || words.contains($0) }), fitting.count == 1,
        found.reading.dimension != Dimension.none
      else { continue }
      let said = reader.readStatement(fitting[0].name, value: words, unit: "", source: .read)
      guard said.observations.contains(where: { $0.feature == fitting[0].id }) else { continue }
      clues.notUnderstood.removeAll { $0.contains(words) || words.contains($0) }
      clues.merge(said)
    }
    return clues
  }

  /// The two sides of `feature=value`; nil for free text, in which `=` may also stand in `>=`.
  private static func statement(_ argument: String) -> (name: String, value: String)? {
    guard let sign = argument.firstIndex(of: "="), argument[..<sign].contains(where: \.isLetter),
      argument[..<sign].last.map({ $0 != ">" && $0 != "<" }) == true
    else { return nil }
    let value = argument[argument.index(after: sign)...]
    return (String(argument[..<sign].prefix(200)), String(value.prefix(2_000)))
  }

  private func feature(_ name: String) -> Feature? {
    catalog.features[name]
      ?? catalog.features.values.filter { $0.name.lowercased() == name.lowercased() }.min { $0.id < $1.id }
  }

  private func failure(_ name: String, _ value: String, _ feature: Feature?) -> CommandFailure {
    guard let feature else {
      let near = nearest(name)
      let hint =
        near.isEmpty
        ? "'gauger lookup \(name) --kind feature' finds features" : "did you mean \(near.joined(separator: ", "))?"
      return CommandFailure(.badData, "there is no feature '\(name)' that takes '\(value)'; \(hint)")
    }
    let wanted: String
    switch feature.kind {
    case .quantity:
      let unit = feature.unit.map { $0.symbol.isEmpty ? "a plain number" : "a value with a unit such as \($0.symbol)" }
      wanted = unit ?? "a value"
    case .presence: wanted = "yes or no"
    case .choice:
      let states = feature.states.prefix(12).map(\.id).joined(separator: ", ")
      wanted = "one of \(states)\(feature.states.count > 12 ? " …" : "")"
    }
    return CommandFailure(.badData, "\(feature.id)='\(value)' cannot be read; it takes \(wanted)")
  }

  private func nearest(_ name: String) -> [String] {
    let words = Set(name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
    let squeezed = name.lowercased().filter { $0.isLetter || $0.isNumber }
    let scored = catalog.features.values.compactMap { feature -> (Int, String)? in
      let id = feature.id.filter { $0 != "-" }
      if squeezed.count >= 3, id.hasPrefix(squeezed) || squeezed.hasPrefix(id) { return (-100, feature.id) }
      let own = Set(
        "\(feature.id) \(feature.name)".lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
      )
      let shared = own.intersection(words).count
      return shared == 0 ? nil : (-shared, feature.id)
    }
    return scored.sorted { $0 < $1 }.prefix(4).map(\.1)
  }
}
