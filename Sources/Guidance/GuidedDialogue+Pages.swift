import Catalog
import Identification
import Inspections
import Measures

extension GuidedDialogue {
  private static let questionKeys = [
    "? help", "w why", "s cannot see", "n not applicable", "u undo", "e edit", "m add text", "c candidates",
    "f findings", "r result", "h hazards", "p pictures", "q save, quit",
  ]

  /// The gain in bits from which a question is said to tell goods apart.
  private static let tellingGain = 0.05

  /// What stands on the screen now.
  func page(_ banner: HazardBanner) -> DialoguePage {
    var page = DialoguePage(banner: banner.lines)
    switch stage {
    case .opening:
      page.question = [TextLine("Type anything you can see or read, or press Enter.", .heading)]
      page.keys = ["? help", "q quit"]
      page.prompt = .text("clue")
    case .adding:
      page.question = [TextLine("Type a marking or any text; Enter alone goes back.", .heading)]
      page.prompt = .text("text")
    case .candidates:
      page.question = [TextLine("One number shows a candidate, two (1 3) compare them, Enter goes back.", .heading)]
      page.prompt = .text("numbers")
    case .pictures(let pictures): Self.picturePage(pictures, &page)
    case .editing:
      page.question = [TextLine("Which number do you want to change? Enter goes back.", .heading)]
      page.choices = Array(statementLines().dropFirst())
      page.prompt = .text("number")
    case .changing:
      page.question = [TextLine("Type the new words; - takes them back, Enter leaves them as they are.", .heading)]
      page.prompt = .text("text")
    case .unit(let number):
      let unit = asked?.unit?.symbol ?? ""
      page.question = [TextLine("\(number) of what? Type the unit, or Enter for \(unit).", .heading)]
      page.prompt = .text("unit")
    case .result:
      page.question = [TextLine(settledSentence, .heading)]
      page.keys = [
        "Enter finish", "g go on asking", "m add text", "e edit", "u undo", "c candidates", "f findings", "r result",
        "p pictures", "q leave open",
      ]
      page.prompt = .keys(choices: 0)
    case .question, .doubtfulNo: fill(&page)
    }
    return page
  }

  private var settledSentence: String {
    switch standing {
    case .settled: "The decision is settled as far as readings go."
    case .noQuestionLeft: "No question is left that would change much here."
    case .open, .verify: "This is the result so far."
    }
  }

  private func fill(_ page: inout DialoguePage) {
    guard let asked else { return }
    page.question = [
      TextLine((isChanging ? "Change: " : "\(questionNumber). ") + asked.question, .heading),
      TextLine("Look \(Wording.place(asked)).", .faint),
    ]
    if case .verify(let commodity, _) = standing, !isChanging {
      page.question.append(TextLine("This confirms or refutes: \(commodity.name).", .faint))
    }
    if let answer = examination.answer(for: asked.id), isChanging {
      page.question.append(
        TextLine("Answered: \(describe(asked.id, answer)). Answer again, - takes it back, Enter leaves it.")
      )
    }
    page.keys = Self.questionKeys
    if asked.kind == .quantity {
      let unit = asked.unit?.symbol ?? ""
      page.choices = [
        TextLine("Type the value with its unit, such as 12,5 \(unit). Other units, “about” and ranges are fine.")
      ]
      page.prompt = .value
    } else {
      page.choices = asked.states.indices.map { choice($0, of: asked) }
      page.prompt = .keys(choices: asked.states.count)
    }
  }

  private var questionNumber: Int {
    examination.statements.count { if case .answer = $0.content { true } else { false } } + 1
  }

  /// Why the question at hand is asked and what each answer would leave.
  var why: [TextLine] {
    guard let asked else { return [TextLine("No question is at hand.")] }
    var lines = [TextLine("Why “\(asked.question)”", .heading)]
    if case .verify(let commodity, let questions) = standing, questions.contains(where: { $0.feature.id == asked.id }) {
      lines.append(
        TextLine(
          "Before \(commodity.name) is named, this puts it to the test: what it shows here is rare among other goods."
        )
      )
    }
    let known = assessment.questions.first { $0.feature.id == asked.id }
    if let known, !known.decides.isEmpty {
      lines.append(TextLine("Findings that wait for it: \(known.decides.joined(separator: ", ")).", hanging: 2))
    }
    guard let question = known ?? nextQuestion, question.feature.id == asked.id else { return lines }
    return lines + forecast(question)
  }

  private func forecast(_ question: Question) -> [TextLine] {
    guard question.gain >= Self.tellingGain else {
      return [TextLine("The answer would tell little more about which goods these are.")]
    }
    let outcomes = engine.forecast(question, clues).prefix(8)
    return [TextLine("Each answer would leave about so many equally probable candidates:")]
      + outcomes.map { outcome in
        let left = max(0.1, (outcome.candidatesLeft * 10).rounded() / 10).formatted(significant: 3)
        return .item("\(outcome.answer) (\(Wording.percent(outcome.probability)) likely): \(left)", depth: 1)
      }
  }

  mutating func showCandidates() -> [TextLine] {
    stage = .candidates
    return CandidateReport(assessment: assessment, catalog: catalog).lines
  }

  /// Shows one candidate or compares two, as typed by their places.
  mutating func compare(_ input: String) -> [TextLine] {
    guard !input.isEmpty else { return asked == nil ? backToResult() : backToQuestion() }
    stage = .candidates
    let places = input.split { $0 == " " || $0 == "," }.map { (Int($0) ?? 0) - 1 }
    let report = CandidateReport(assessment: assessment, catalog: catalog)
    guard report.has(places), (1...2).contains(places.count) else {
      return [TextLine("Type one or two numbers from 1 to \(assessment.candidates.count).")]
    }
    return places.count == 1 ? report.detail(places[0]) : report.comparison(places[0], places[1])
  }

  private mutating func backToQuestion() -> [TextLine] {
    stage = .question
    return []
  }

  private mutating func backToResult() -> [TextLine] {
    stage = .result
    return []
  }
}
