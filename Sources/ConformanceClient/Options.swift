/// The command line of the client protocol of the public TUF conformance suite (`CLIENT-CLI.md`): options, then one of
/// `init`, `refresh` and `download`.
struct Options {
  enum Command {
    case begin(rootFile: String)
    case refresh
    case download
  }

  private(set) var command = Command.refresh
  private(set) var targetNames: [String] = []
  private var values: [String: String] = [:]

  init(_ arguments: [String]) throws(UsageError) {
    var rest = arguments[...]
    while let argument = rest.first, argument.hasPrefix("--") {
      rest.removeFirst()
      guard let value = rest.popFirst() else { throw UsageError("\(argument) has no value") }
      if argument == "--target-name" { targetNames.append(value) } else { values[argument] = value }
    }
    switch (rest.first, rest.count) {
    case ("init", 2): command = .begin(rootFile: rest[rest.index(after: rest.startIndex)])
    case ("refresh", 1): command = .refresh
    case ("download", 1): command = .download
    default: throw UsageError("expected init FILE, refresh or download after the options")
    }
  }

  func value(_ name: String) throws(UsageError) -> String {
    guard let value = values[name] else { throw UsageError("\(name) is missing") }
    return value
  }
}

struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
