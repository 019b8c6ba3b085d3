import Catalog
import Identification
import Inspections

extension GuidedDialogue {
  /// What stands in every page's list of keys.
  static let openingHelp: [TextLine] = [
    TextLine("Type anything there is: words, a plate text, a value with its unit, a CAS, UN or HS number."),
    TextLine("For example: tube OD 145 mm, AMS 6514, 12 pcs 88 kg. Unread characters are typed as ?."),
    TextLine("Enter begins with the questions, q leaves."),
  ]

  /// Takes a command, or an answer to the question at hand.
  mutating func command(_ input: String) -> DialogueStep {
    var step = DialogueStep()
    let isDoubtful = stage == .doubtfulNo
    if isDoubtful { stage = .question }
    guard let letter = input.first, input.count == 1 || input.dropFirst().first == " ", !letter.isNumber else {
      step.notices = input.isEmpty ? emptyInput(&step) : answer(input)
      return step
    }
    let rest = String(input.dropFirst()).trimmed
    switch letter {
    case "q": step.ending = .saved
    case "?": step.notices = help
    case "h": step.notices = HazardBanner.advice(assessment.hazards)
    case "w": step.notices = why
    case "u": step.notices = undo()
    case "c": step.notices = rest.isEmpty ? showCandidates() : compare(rest)
    case "f": step.notices = FindingReport(assessment, catalog: catalog).lines
    case "r": step.notices = resultSoFar()
    case "e": step.notices = rest.isEmpty ? beginEditing() : pick(rest)
    case "m": step.notices = rest.isEmpty ? beginAdding() : add(rest) + goForward()
    case "p": showPictures(in: &step)
    case "g" where stage == .result:
      goesOn = true
      step.notices = goForward()
    case "s" where asked != nil: step.notices = give(.cannotSee)
    case "n" where asked != nil: step.notices = notApplicable(isSure: isDoubtful)
    case "-" where isChanging: step.notices = withdrawAsked()
    default: step.notices = answer(input)
    }
    return step
  }

  /// Enter alone closes an examination that shows its result; at a question it would mean too many things.
  private mutating func emptyInput(_ step: inout DialogueStep) -> [TextLine] {
    guard stage == .result else {
      let what = asked?.kind == .quantity ? "Type a value with its unit" : "Choose a number"
      return isChanging ? goForward() : [TextLine("\(what), or s if you cannot see it; ? helps.")]
    }
    record(.finished(outcome: assessment.outcome.rawValue))
    step.ending = .finished
    return []
  }

  private var help: [TextLine] {
    var lines: [TextLine] = []
    if let asked {
      lines.append(TextLine(asked.question, .heading))
      if !asked.help.isEmpty { lines.append(TextLine(asked.help)) }
      lines.append(TextLine("Look \(Wording.place(asked))."))
      lines.append(.blank)
    }
    return lines + [
      TextLine("Keys", .heading),
      TextLine("number: choose; several numbers (1 3 or 1,3): one of these, not sure which"),
      TextLine("s cannot see   n does not apply   u undo   e change an answer   m add a marking or any text"),
      TextLine("w why this question   c candidates   f findings   r result so far   h hazards   p pictures"),
      TextLine("q save and quit; 'gauger identify --resume' goes on"),
    ]
  }

  private mutating func undo() -> [TextLine] {
    guard let number = examination.lastUndoable else { return [TextLine("There is nothing to undo.")] }
    let undone = describe(examination.events[number - 1])
    record(.undone(event: number))
    let lines = [TextLine("Taken back: \(undone)"), progress]
    if examination.statements.isEmpty { goesOn = false }
    return lines + goForward()
  }

  private func describe(_ event: InspectionEvent) -> String {
    switch event {
    case .clue(let text), .clueChanged(_, let text): "“\(text)”"
    case .answered(let feature, let answer): describe(feature, answer)
    case .withdrawn: "the withdrawal of a statement"
    case .situation: "the change of mode or tools"
    case .started, .undone, .finished, .unknown: "nothing"
    }
  }

  func describe(_ feature: String, _ answer: Answer) -> String {
    let name = catalog.features[feature]?.name ?? feature
    return switch answer {
    case .states(let ids):
      "\(name): "
        + ids.map { id in catalog.features[feature]?.states.first { $0.id == id }?.name ?? id }.joined(
          separator: " or "
        )
    case .value(let text, _): "\(name): \(text)"
    case .cannotSee: "\(name): cannot be seen"
    case .notApplicable: "\(name): does not apply"
    }
  }

  private mutating func beginAdding() -> [TextLine] {
    stage = .adding
    return []
  }

  // MARK: - Changing what was said

  func statementLines() -> [TextLine] {
    let lines = examination.statements.enumerated().map { index, statement in
      switch statement.content {
      case .clue(let text): TextLine("\(index + 1)  “\(text)”", hanging: 3)
      case .answer(let feature, let answer): TextLine("\(index + 1)  \(describe(feature, answer))", hanging: 3)
      }
    }
    return [TextLine("Said so far", .heading)] + lines
  }

  private mutating func beginEditing() -> [TextLine] {
    guard !examination.statements.isEmpty else { return [TextLine("Nothing was said yet.")] }
    stage = .editing
    return []
  }

  /// Begins to change the statement with this number in the list.
  mutating func pick(_ input: String) -> [TextLine] {
    let input = input.hasPrefix("e ") ? String(input.dropFirst(2)).trimmed : input
    guard !input.isEmpty else { return goForward() }
    guard let number = Int(input), examination.statements.indices.contains(number - 1) else {
      stage = .editing
      return [
        TextLine("There is no number “\(input.prefix(20))”; the list goes from 1 to \(examination.statements.count).")
      ]
    }
    let statement = examination.statements[number - 1]
    if case .answer(let id, _) = statement.content, let feature = catalog.features[id] {
      asked = feature
      isChanging = true
      stage = .question
    } else {
      stage = .changing(statement: statement.id)
    }
    return []
  }

  mutating func change(_ statement: Int, to input: String) -> [TextLine] {
    guard !input.isEmpty else { return goForward() }
    if input == "-" {
      record(.withdrawn(statement: statement))
      return [TextLine("Taken back."), progress] + goForward()
    }
    record(.clueChanged(statement: statement, input))
    return echo(of: input) + [progress] + goForward()
  }

  private mutating func withdrawAsked() -> [TextLine] {
    guard let asked, let statement = examination.statements.first(where: { $0.isAnswer(for: asked.id) }) else {
      return goForward()
    }
    record(.withdrawn(statement: statement.id))
    return [TextLine("Taken back."), progress] + goForward()
  }
}

extension Examination.Statement {
  func isAnswer(for feature: String) -> Bool {
    if case .answer(feature, _) = content { true } else { false }
  }
}
