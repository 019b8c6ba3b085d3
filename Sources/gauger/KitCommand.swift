import ArgumentParser
import CanonicalJSON
import Foundation
import KitStore
import Overlays
import Presentation

struct KitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kit",
    abstract: "Show and examine this kit: its catalog, its files, its health.",
    subcommands: [StatusCommand.self, DoctorCommand.self, KitEnrolCommand.self]
  )

  struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status",
      abstract: "Show which catalog this kit uses, how old it is and what it holds.",
      discussion: """
        Example:
          gauger kit status

        Exit status: 0 shown, 69 no catalog.
        """
    )

    @OptionGroup var kit: KitOptions
    @Flag(help: "Print one JSON object.") var json = false

    func run() throws {
      let home = try KitHome(environment: ProcessInfo.processInfo.environment)
      let (database, statements) = try kit.openParts()
      let waiting = database.local.review.count
      let facts = try database.facts()
      let editions = try database.editions()
      let notice = try database.notice()
      if json {
        CommandOutput.show([
          ("home", .text(home.folder.path)), ("catalog", .text(database.url.path)),
          ("state_root", .text(facts.stateRoot)), ("release", facts.release.map { .integer(Int64($0)) } ?? .null),
          ("compiled_at", .integer(Int64(facts.compiledAt))),
          ("age_days", .integer(Int64(notice.days))), ("local_changes", .integer(Int64(statements.count))),
          ("waiting_for_decision", .integer(Int64(waiting))),
          (
            "counts", .object(JSONObject(facts.counts.map { (key: $0.key, value: JSONValue.integer(Int64($0.value))) }))
          ),
          (
            "editions",
            .list(
              editions.map {
                .members([
                  "list": .text($0.list), "edition": .text($0.edition), "entries": .integer(Int64($0.entries)),
                ])
              }
            )
          ),
        ])
        return
      }
      var page = Page()
      page.field("Home", home.folder.path)
      page.field("Catalog", database.url.path)
      if let release = facts.release { page.field("Release", "\(release)") }
      page.field("State root", facts.stateRoot)
      page.field("Age", "\(notice.age) (\(CommandOutput.time(facts.issuedAt ?? facts.compiledAt)))")
      if !statements.isEmpty {
        page.field("Local changes", "\(statements.count); \(waiting) waiting for a decision")
      }
      page.section("Records", facts.counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" })
      page.section(
        "Editions of the lists",
        editions.map { "\($0.list) \($0.edition): \($0.entries) \($0.entries == 1 ? "entry" : "entries")" }
      )
      CommandOutput.show(page)
    }

  }

  struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "doctor",
      abstract: "Examine the kit's files and say what to do about each problem.",
      discussion: """
        Checks that the database is whole, that its records still have the digest they were installed with, who may \
        read the kit's folder, how much space is left, and whether an interrupted installation left anything behind. It changes nothing.

        Example:
          gauger kit doctor

        Exit status: 0 all well, 65 a problem was found, 69 no catalog.
        """
    )

    @Flag(help: "Print one JSON object.") var json = false

    func run() throws {
      let home = try KitHome(environment: ProcessInfo.processInfo.environment)
      let findings = KitExamination(home).findings
      if json {
        CommandOutput.show([("home", .text(home.folder.path)), ("checks", .list(findings.map(\.json)))])
      } else {
        var page = Page()
        page.field("Home", home.folder.path)
        for finding in findings {
          page.item("\(finding.check): \(finding.result)", mark: finding.isProblem ? "✗" : "✓", indent: 0)
          if !finding.advice.isEmpty { page.line(finding.advice, indent: 2) }
        }
        CommandOutput.show(page)
      }
      let problems = findings.count(where: \.isProblem)
      if problems > 0 {
        throw CommandFailure(.badData, problems == 1 ? "one problem was found" : "\(problems) problems were found")
      }
    }
  }
}
