public import Identification

extension Outcome {
  /// The outcome in its fixed words.
  ///
  /// - Parameter missing: what would decide, in words; nil says only that something is missing.
  public func words(missing: String? = nil) -> String {
    switch self {
    case .refer: "Possible match – refer"
    case .undecided: "Cannot decide: \(missing.map { "missing \($0)" } ?? "readings are missing")"
    case .noMatch: "No list match found from the readings given"
    }
  }
}
