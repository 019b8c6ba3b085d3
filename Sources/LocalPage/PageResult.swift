import Catalog
import Guidance
import Identification
import Inspections
import Measures
import Pictures
import Reading

/// What follows from a request, before it is laid out.
struct PageResult: Sendable {
  let request: PageRequest
  /// Why a value that was just typed was not taken.
  let complaint: String?
  let clues: Clues
  let assessment: Assessment
  let standing: Standing
  let catalog: Catalog
  let pictures: PictureIndex

  /// What is asked next, if any question is left.
  var asked: Feature? {
    // A value that was not taken is asked for again.
    if let typed = request.typed, let feature = catalog.features[typed.feature], feature.kind == .quantity {
      return feature
    }
    if case .verify(_, let questions) = standing, let question = questions.first { return question.feature }
    return assessment.questions.first?.feature
  }

  /// The entries whose finding waits for a feature.
  func entries(waitingFor feature: Feature) -> [String] {
    assessment.questions.first { $0.feature.id == feature.id }?.decides ?? []
  }

  /// The kind of goods that the next question confirms or refutes.
  var verified: Commodity? {
    guard request.typed == nil, case .verify(let commodity, let questions) = standing, !questions.isEmpty else {
      return nil
    }
    return commodity
  }

  /// Whether the examination may stop here.
  var isSettled: Bool {
    switch standing {
    case .settled, .noQuestionLeft: true
    case .open, .verify: false
    }
  }

  /// An answer in words.
  func words(_ given: PageRequest.Given) -> (name: String, answer: String) {
    guard let feature = catalog.features[given.feature] else { return (given.feature, "means nothing in this catalog") }
    let answer =
      switch given.answer {
      case .states(let ids):
        ids.map { id in feature.states.first { $0.id == id }?.name ?? id }.joined(separator: " or ")
      case .value(let text, _): text
      case .cannotSee: "cannot be seen"
      case .notApplicable: "does not apply"
      }
    return (feature.name, answer)
  }
}
