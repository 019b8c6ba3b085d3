public import Console

/// Gathers keys into inputs for the dialogue: commands are one key, numbers as many digits as they need.
public struct KeyCollector: Sendable {
  /// What a key came to.
  public enum Result: Sendable, Hashable {
    /// An input for the dialogue.
    case submit(String)
    /// The next or the previous part of a long list.
    case page(Int)
    /// What was typed has changed, or nothing happened.
    case typing
    /// The inspector wants to leave.
    case quit
  }

  /// What was typed so far.
  public private(set) var typed = ""
  private var prompt = DialoguePage.Prompt.text("")
  private var isLine = false
  private static let longestLine = 2_000

  /// A collector with nothing typed.
  public init() {}

  /// Begins anew for a prompt.
  public mutating func begin(_ prompt: DialoguePage.Prompt) {
    self.prompt = prompt
    typed = ""
    if case .text = prompt { isLine = true } else { isLine = false }
  }

  /// Whether a line of text is being typed.
  public var isTyping: Bool { isLine || !typed.isEmpty }

  /// Takes one key.
  public mutating func take(_ key: Key) -> Result {
    switch key {
    case .interrupt: return .quit
    case .endOfInput: return typed.isEmpty ? .quit : .typing
    case .enter: return submit(typed)
    case .escape: return cancel()
    case .backspace:
      if !typed.isEmpty { typed.removeLast() }
      return .typing
    case .down, .pageDown, .tab, .right: return .page(1)
    case .up, .pageUp, .left: return .page(-1)
    case .character(let character): return take(character)
    case .delete, .home, .end, .unknown: return .typing
    }
  }

  private mutating func cancel() -> Result {
    if case .text = prompt, typed.isEmpty { return submit("") }
    begin(prompt)
    return .typing
  }

  private mutating func submit(_ text: String) -> Result {
    begin(prompt)
    return .submit(text)
  }

  private mutating func take(_ character: Character) -> Result {
    if isLine {
      if typed.count < Self.longestLine { typed.append(character) }
      return .typing
    }
    switch prompt {
    case .text: return .typing
    case .keys(let choices): return take(character, choices: choices)
    case .value:
      // A letter or ? is a command; whatever else begins a value is typed to its end.
      if character.isLetter || character == "?" { return submit(String(character)) }
      isLine = true
      if character != "/", character != " " { typed.append(character) }
      return .typing
    }
  }

  private mutating func take(_ character: Character, choices: Int) -> Result {
    switch character {
    case "0"..."9":
      typed.append(character)
      let isWhole = (Int(typed) ?? 0) * 10 > choices || typed.count >= String(choices).count
      return isWhole ? submit(typed) : .typing
    case " ", ",":
      if typed.isEmpty { return .page(1) }
      isLine = true
      typed.append(character)
      return .typing
    case "o", "/":
      isLine = true
      typed = ""
      return .typing
    case ">": return .page(1)
    case "<": return .page(-1)
    default: return typed.isEmpty ? submit(String(character)) : .typing
    }
  }
}
