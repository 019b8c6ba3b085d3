import Catalog

/// The words in the names of features, to find a feature by a name that is not quite its own.
struct FeatureNames: Sendable {
  private struct Name: Sendable {
    let feature: Int32
    let words: Int32
  }

  private let ids: [String]
  private let names: [Name]
  /// The names that each word stands in.
  private let namesByWord: ListsByKey<String, Int32>

  /// Collects the names of features, of which only the words that tell something count.
  init(_ features: [Feature], where isTelling: (String) -> Bool) {
    var names: [Name] = []
    var words: [(key: String, value: Int32)] = []
    for (place, feature) in features.enumerated() {
      for name in [feature.name, feature.id] + feature.also {
        let stems = Set(TextTokens.stems(name).filter(isTelling))
        guard !stems.isEmpty else { continue }
        words += stems.map { ($0, Int32(names.count)) }
        names.append(Name(feature: Int32(place), words: Int32(stems.count)))
      }
    }
    ids = features.map(\.id)
    self.names = names
    namesByWord = ListsByKey(words)
  }

  /// The feature with the name that shares the most words with these, if that is most of them; the first of equals.
  func best(_ words: Set<String>) -> String? {
    var common: [Int32: Int] = [:]
    for word in words { for name in namesByWord[word] { common[name, default: 0] += 1 } }
    let scored = common.map { number, shared in
      let name = names[Int(number)]
      return (id: ids[Int(name.feature)], score: 2 * Double(shared) / Double(Int(name.words) + words.count))
    }
    return scored.filter { $0.score >= 0.7 }.min { ($1.score, $0.id) < ($0.score, $1.id) }?.id
  }
}
