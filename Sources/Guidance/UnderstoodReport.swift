import Reading

/// What was understood of a text, and what was not.
struct UnderstoodReport {
  let lines: [TextLine]

  init(_ clues: Clues) {
    var lines = clues.understood.map { part in
      TextLine.item("“\(part.text)” → \(part.meaning)")
    }
    if lines.isEmpty {
      lines.append(TextLine("Nothing of this is understood; it is kept with the examination all the same."))
    } else {
      lines.insert(TextLine("Understood", .heading), at: 0)
    }
    if !clues.notUnderstood.isEmpty {
      let words = clues.notUnderstood.map { "“\($0)”" }.joined(separator: ", ")
      lines.append(TextLine("Not understood: \(words)", hanging: 2))
    }
    lines += clues.warnings.map { TextLine("Beware: \($0)", hanging: 2) }
    self.lines = lines
  }
}
