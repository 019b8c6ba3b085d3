import ArgumentParser
import Console
import Foundation
import Guidance
import Identification
import Inspections
import Pictures

/// Runs a guided examination on a terminal or a pipe and writes its journal.
struct IdentifySession {
  private var dialogue: GuidedDialogue
  private let folder: InspectionFolder
  private let pictures: PictureFolder
  private var journal: InspectionJournal?
  /// Events before anything was said; no file is begun for them alone.
  private var unwritten: [InspectionEvent] = []

  init(
    _ dialogue: GuidedDialogue,
    folder: InspectionFolder,
    pictures: PictureFolder,
    journal: InspectionJournal?
  ) {
    self.dialogue = dialogue
    self.folder = folder
    self.pictures = pictures
    self.journal = journal
  }

  /// The journal to go on with: the one named, or the only one that is open.
  static func resume(_ folder: InspectionFolder, id: String) throws -> InspectionJournal {
    if !id.isEmpty { return try folder.open(id) }
    let open = folder.unfinished()
    if open.count == 1 { return try folder.open(open[0].id) }
    if open.isEmpty {
      CommandOutput.note("there is no unfinished examination; 'gauger identify' begins one")
      throw ExitCode(1)
    }
    print("Unfinished examinations; go on with: gauger identify --resume NAME")
    for entry in open { print("\(entry.id)  \(PlainTranscript.summary(entry.examination))") }
    throw ExitCode(0)
  }

  mutating func run(clue: String, under circumstances: Circumstances?, plain: Bool) throws {
    let capabilities = TerminalCapabilities(
      environment: ProcessInfo.processInfo.environment,
      inputIsTerminal: isatty(STDIN_FILENO) == 1,
      outputIsTerminal: isatty(STDOUT_FILENO) == 1
    )
    let step = dialogue.begin(with: clue, under: circumstances)
    try write(step.events)
    if capabilities.isInteractive && !plain {
      try runOnTerminal(step, capabilities)
    } else {
      try runOnLines(step, capabilities.graphics)
    }
  }

  // MARK: - A terminal

  private mutating func runOnTerminal(_ first: DialogueStep, _ capabilities: TerminalCapabilities) throws {
    let terminal = try Terminal()
    defer { terminal.restore() }
    let display = PictureDisplay(pictures, graphics: capabilities.graphics)
    var screen = GuidedScreen(hasStyles: capabilities.hasStyles)
    var ending: DialogueEnding?
    screen.show(first, on: terminal.guidedSize)
    while ending == nil {
      let frame = screen.frame(terminal.guidedSize)
      terminal.show(frame.lines, cursor: frame.hasCursor ? (frame.cursorRow, frame.cursorColumn) : nil)
      switch terminal.next() {
      case .resized: continue
      case .ended: ending = .saved
      case .key(let key):
        switch screen.take(key, on: terminal.guidedSize) {
        case nil: continue
        case .quit: ending = .saved
        case .line(let line):
          var step = dialogue.handle(line)
          try write(step.events)
          if let picture = step.picture {
            display.show(picture, on: terminal)
            step.notices = []
          }
          screen.show(step, on: terminal.guidedSize)
          ending = step.ending
        }
      }
    }
    terminal.restore()
    report(ending ?? .saved, hasStyles: capabilities.hasStyles, columns: terminal.guidedSize.columns)
  }

  /// What stays on the ordinary screen after the program has ended.
  private func report(_ ending: DialogueEnding, hasStyles: Bool, columns: Int) {
    if !dialogue.examination.statements.isEmpty {
      for line in dialogue.resultSoFar() {
        for row in TextWidth.wrapped(TextWidth.printable(line.text), to: columns - 1, hanging: line.hanging) {
          print(line.role.style.apply(to: row, isOn: hasStyles))
        }
      }
    }
    sayWhereItIsKept(ending)
  }

  private func sayWhereItIsKept(_ ending: DialogueEnding) {
    guard let journal else { return }
    switch ending {
    case .finished: print("Examination \(journal.id) is finished and kept.")
    case .saved: print("Saved; go on with: gauger identify --resume \(journal.id)")
    }
  }

  // MARK: - Lines

  private mutating func runOnLines(_ first: DialogueStep, _ graphics: TerminalGraphics) throws {
    let display = PictureDisplay(pictures, graphics: graphics)
    var transcript = PlainTranscript()
    var step = first
    let echoes = isatty(STDIN_FILENO) != 1
    while true {
      if let picture = step.picture { display.print(picture) }
      for line in transcript.lines(step) { print(line) }
      if let ending = step.ending { return sayWhereItIsKept(ending) }
      print("> ", terminator: "")
      fflush(nil)
      guard let input = readLine() else { break }
      if echoes { print(TextWidth.printable(input)) }
      step = dialogue.handle(input)
      try write(step.events)
    }
    print("")
    let events = dialogue.endInput()
    try write(events)
    if !events.isEmpty { return sayWhereItIsKept(.finished) }
    for line in PlainTranscript.text(dialogue.resultSoFar()) { print(line) }
    sayWhereItIsKept(.saved)
    CommandOutput.note("the input ended before a decision")
    throw ExitCode(2)
  }

  // MARK: - The journal

  private mutating func write(_ events: [InspectionEvent]) throws {
    unwritten += events
    let time = Int(Date().timeIntervalSince1970)
    if journal == nil, unwritten.contains(where: \.isStatement) { journal = try folder.begin(at: time) }
    guard let journal else { return }
    for event in unwritten { try journal.append(event, at: time) }
    unwritten = []
  }
}

extension Terminal {
  fileprivate var guidedSize: GuidedScreen.Size { GuidedScreen.Size(columns: size.columns, rows: size.rows) }
}
