import ArgumentParser
import CanonicalJSON
import Catalog
import Foundation
import Inspections
import Presentation
import Referral

struct InspectionFlagsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flags",
    abstract: "Tick red flags and points of the end-use checklist, each with its fact.",
    discussion: """
      By options, from a JSON object of flag and fact (--from FILE; false takes a tick back), or, with neither, by a \
      form. One flag asks; two flags, or one with a list candidate, advise referral. There is no score.

      Example:
        gauger inspection flags last --tick quantity-out-of-line="200 pieces for one clinic"

      Exit status: 0 done, 65 no such flag, 69 no catalog, 74 no such inspection.
      """
  )

  @OptionGroup var kit: KitOptions
  @OptionGroup var sitting: SittingOptions
  @Argument(help: "The inspection's name, or 'last'.") var name = "last"
  @Option(help: "FLAG or FLAG=FACT; may be repeated.") var tick: [String] = []
  @Option(help: "Take a tick back.") var untick: [String] = []
  @Option(help: "A JSON object of flags and facts.") var from: String?
  @Flag(help: "List all flags and what is ticked.") var list = false
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let desk = try InspectionDesk()
    let entry = try desk.entry(name)
    let before = try desk.ground(entry.examination, began: entry.began, kit: kit)
    var events = try given(before.catalog)
    if events.isEmpty, from == nil, !list, !json { events = FlagForm.fill(before) }
    guard !events.isEmpty else { return show(before, entry.id) }
    let journal = try desk.openForChange(entry.id, sitting)
    for event in events { try journal.append(event, at: InspectionDesk.now) }
    var ground = before
    ground = try desk.ground(journal.examination, began: entry.began, kit: kit)
    show(ground, entry.id)
  }

  private func given(_ catalog: Catalog) throws -> [InspectionEvent] {
    var events = try from.map(Self.events) ?? []
    events += tick.map { text in
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      return .ticked(Tick(flag: parts.first ?? "", fact: parts.count > 1 ? parts[1] : ""))
    }
    events += untick.map { .unticked(flag: $0) }
    for event in events {
      switch event {
      case .ticked(let tick) where !catalog.redFlags.contains { $0.id == tick.flag }: throw Self.unknown(tick.flag)
      default: continue
      }
    }
    return events
  }

  private static func unknown(_ flag: String) -> CommandFailure {
    CommandFailure(.badData, "there is no flag '\(flag.prefix(40))'; 'gauger inspection flags --list' shows them")
  }

  private static func events(_ path: String) throws -> [InspectionEvent] {
    let bytes = try GivenFile.bytes(path)
    guard let object = try? JSONValue(parsing: bytes).object else {
      throw CommandFailure(.badData, "\(path) is not one JSON object")
    }
    return try object.members.map { member in
      switch member.value {
      case .text(let fact): .ticked(Tick(flag: member.key, fact: String(fact.prefix(1_000))))
      case .bool(true): .ticked(Tick(flag: member.key, fact: ""))
      case .bool(false), .null: .unticked(flag: member.key)
      default: throw CommandFailure(.badData, "\(member.key) must be a fact in words, true or false")
      }
    }
  }

  private func show(_ ground: ReferralGround, _ id: String) {
    let endUse = ground.endUse
    if json {
      CommandOutput.show([
        ("inspection", .text(id)), ("advice", .text(endUse.advice.rawValue)), ("sentence", .text(endUse.sentence)),
        (
          "ticked",
          .object(JSONObject(endUse.ticked.map { (key: $0.flag.id, value: JSONValue.text($0.fact)) }))
        ), ("suggested", .texts(endUse.suggested.map(\.id))), ("measures", .texts(endUse.measures.map(\.id))),
        ("note", .texts(endUse.note)),
      ])
      return
    }
    var page = Page()
    if list {
      for group in RedFlag.Group.allCases {
        let flags = ground.catalog.redFlags.filter { $0.group == group }
        page.section("\(group.rawValue)", flags.map { "\($0.id): \($0.sentence)" })
      }
    }
    page.section(
      "Ticked in inspection \(id)",
      endUse.ticked.map { "\($0.flag.sentence)\($0.fact.isEmpty ? "" : " Fact: \($0.fact.printable)")" }
    )
    page.section("To think of", endUse.suggested.map { "\($0.id): \($0.sentence) \($0.ask)" })
    page.section("National measures", endUse.measures.map { "\($0.name): \($0.sentence)" })
    page.section("Reasoned note", endUse.note.map(\.printable))
    page.heading(endUse.sentence)
    if endUse.advice == .ask { for ticked in endUse.ticked { page.item(ticked.flag.ask) } }
    page.line(StandingNotice.sentence)
    CommandOutput.show(page)
  }
}

/// The form for red flags: numbers tick, a fact is asked for each.
enum FlagForm {
  static func fill(_ ground: ReferralGround) -> [InspectionEvent] {
    let flags = ground.catalog.redFlags
    let ticked = Set(ground.examination.ticks.map(\.flag))
    let suggested = Set(ground.endUse.suggested.map(\.id))
    var group: RedFlag.Group?
    for (index, flag) in flags.enumerated() {
      if flag.group != group { print("\(flag.group.rawValue)") }
      group = flag.group
      let mark = ticked.contains(flag.id) ? "x" : suggested.contains(flag.id) ? "?" : " "
      print("[\(mark)] \(index + 1)  \(flag.sentence)")
    }
    print("x is ticked; ? is worth a look. A number ticks or takes back, Enter alone ends the form.")
    var events: [InspectionEvent] = []
    while true {
      print("number: ", terminator: "")
      fflush(nil)
      guard let line = readLine(), !line.isEmpty else { return events }
      guard let number = Int(line), flags.indices.contains(number - 1) else {
        print("numbers go from 1 to \(flags.count)")
        continue
      }
      let flag = flags[number - 1]
      if ticked.contains(flag.id) {
        events.append(.unticked(flag: flag.id))
        continue
      }
      print("\(flag.ask)\nfact: ", terminator: "")
      fflush(nil)
      events.append(.ticked(Tick(flag: flag.id, fact: String((readLine() ?? "").prefix(1_000)))))
    }
  }
}
