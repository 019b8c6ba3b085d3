import Foundation
import Guidance
import Testing

/// Whole dialogues in line mode, kept as files: a line that begins with `> ` is what the inspector types.
///
/// Percentages are left out, so that a better weighing of evidence changes no transcript. To write the files anew,
/// run the tests with `GAUGER_RECORD=1` and read what changed.
struct TranscriptTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Transcripts")

  @Test(arguments: ["converter", "tube", "hazard-and-undo", "commands", "edit", "complaints"])
  func `a dialogue goes as it is written down`(_ name: String) throws {
    let file = Self.folder.appendingPathComponent("\(name).txt")
    let expected = try String(contentsOf: file, encoding: .utf8)
    let inputs = expected.split(separator: "\n").filter { $0.hasPrefix("> ") || $0 == ">" }.map {
      String($0.dropFirst(2))
    }
    var dialogue = try SmallCatalog.dialogue()
    var transcript = PlainTranscript()
    var step = dialogue.begin()
    var lines = transcript.lines(step)
    for input in inputs where step.ending == nil {
      lines.append(input.isEmpty ? ">" : "> \(input)")
      step = dialogue.handle(input)
      lines += transcript.lines(step)
    }
    if let ending = step.ending { lines.append("(\(ending))") }
    let text = Self.withoutFigures(lines.joined(separator: "\n")) + "\n"
    if ProcessInfo.processInfo.environment["GAUGER_RECORD"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(text == expected)
    }
  }

  private static func withoutFigures(_ text: String) -> String {
    text.replacing(/(under |over )?[0-9]+ %(?: likely)?/, with: "· %").replacing(/\): [0-9.]+(?=\n)/, with: "): ·")
  }
}
