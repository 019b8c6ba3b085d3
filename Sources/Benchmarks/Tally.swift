import Foundation

/// Counts how identifications ended.
struct Tally {
  private(set) var right = 0
  private(set) var wrong = 0
  private(set) var notInCatalog = 0
  private(set) var undecided = 0
  private(set) var rightWithinSix = 0
  private var questions = 0
  private var questionsOfNamed = 0
  private(set) var effort = 0.0

  mutating func add(_ run: TolerantIdentification.Run, truth: Int?) {
    questions += run.questions
    effort += run.effort
    switch run.result {
    case .named(let taxon):
      questionsOfNamed += run.questions
      if taxon == truth { right += 1 } else { wrong += 1 }
      if taxon == truth, run.questions <= 6 { rightWithinSix += 1 }
    case .notInCatalog: notInCatalog += 1
    case .undecided: undecided += 1
    }
  }

  static func + (first: Tally, second: Tally) -> Tally {
    var sum = first
    sum.right += second.right
    sum.wrong += second.wrong
    sum.notInCatalog += second.notInCatalog
    sum.undecided += second.undecided
    sum.rightWithinSix += second.rightWithinSix
    sum.questions += second.questions
    sum.questionsOfNamed += second.questionsOfNamed
    sum.effort += second.effort
    return sum
  }

  var count: Int { right + wrong + notInCatalog + undecided }
  var meanQuestions: Double { Double(questions) / Double(max(1, count)) }
  var meanQuestionsOfNamed: Double { Double(questionsOfNamed) / Double(max(1, right + wrong)) }

  func share(_ part: Int) -> Double { Double(part) / Double(max(1, count)) }

  func percent(_ part: Int) -> String { decimal(100 * share(part), 1) + " %" }
}

func decimal(_ value: Double, _ digits: Int) -> String {
  String(format: "%.\(digits)f", value)
}

/// Prints a table in Markdown.
func printTable(_ title: String, _ header: [String], _ rows: [[String]]) {
  print("\n### \(title)\n")
  print("| " + header.joined(separator: " | ") + " |")
  print("|" + String(repeating: "---|", count: header.count))
  for row in rows { print("| " + row.joined(separator: " | ") + " |") }
}

func met(_ isMet: Bool) -> String { isMet ? "met" : "not met" }
