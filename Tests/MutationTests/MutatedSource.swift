/// A source text with many defects in it, each asleep until the program is told to wake it.
struct MutatedSource {
  /// A defect for which there is no place, or not one of its own.
  struct NoPlace: Error, CustomStringConvertible {
    let mutation: Mutation

    var description: String { "\(mutation.file).swift has no place for this defect: \(mutation.original)" }
  }

  let text: String

  /// Puts defects into a source text.
  ///
  /// - Parameter mutations: those of this file.
  init(_ source: String, _ mutations: [Mutation]) throws(NoPlace) {
    var text = ""
    var rest = source[...]
    for place in try Self.places(of: mutations, in: source) {
      guard place.range.lowerBound >= rest.startIndex else { throw NoPlace(mutation: place.first) }
      text += rest[..<place.range.lowerBound]
      text += place.others.reduce(place.first.text(insteadOf: place.first.original)) { $1.text(insteadOf: $0) }
      rest = rest[place.range.upperBound...]
    }
    self.text = text + rest
  }

  private typealias Place = (range: Range<String.Index>, first: Mutation, others: [Mutation])

  private static func places(
    of mutations: [Mutation],
    in source: String
  ) throws(NoPlace) -> [Place] {
    var places: [Place] = []
    for mutation in mutations {
      guard
        let anchor = mutation.anchor.isEmpty ? source.startIndex : source.firstRange(of: mutation.anchor)?.upperBound,
        let range = source[anchor...].firstRange(of: mutation.original)
      else { throw NoPlace(mutation: mutation) }
      if let known = places.firstIndex(where: { $0.range == range }) {
        places[known].others.append(mutation)
      } else {
        places.append((range, mutation, []))
      }
    }
    return places.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}

extension Mutation {
  fileprivate func text(insteadOf original: String) -> String {
    let isAwake = "Mutant.isAwake(\"\(defect)\")"
    return switch site {
    case .expression: "(\(isAwake) ? (\(replacement)) : (\(original)))"
    case .statement: "if \(isAwake) { \(replacement) } else { \(original) }"
    }
  }
}
