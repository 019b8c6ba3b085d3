import CanonicalJSON
import Catalog
import Overlays
import TestSupport
import Testing

/// The merge against the file of worlds, and what must hold in every world.
@Suite struct MergeOracleTests {
  private func worlds() throws -> [World] {
    let worlds = try World.all()
    #expect(!worlds.isEmpty && worlds.allSatisfy { $0 != nil }, "every line can be read")
    return worlds.compactMap(\.self)
  }

  @Test func `every world comes out as the model says`() throws {
    for (number, world) in try worlds().enumerated() {
      let view = MergedCatalog(world.statements, into: world.release).view(of: world.release)
      guard view.canonicalBytes == world.view.canonicalBytes else {
        Issue.record("world \(number + 1): \(view.line) instead of \(world.view.line)")
        return
      }
    }
  }

  @Test func `the order of arrival and repetitions do not matter`() throws {
    let worlds = try worlds()
    forAll(count: worlds.count) { random in
      let world = worlds[Int.random(in: 0..<worlds.count, using: &random)]
      let merged = MergedCatalog(world.statements, into: world.release)
      let again = MergedCatalog((world.statements + world.statements).shuffled(using: &random), into: world.release)
      return merged == again ? nil : "another order gives another view of \(world.statements.map(\.json.line))"
    }
  }

  @Test func `a statement comes back from its JSON form`() throws {
    for world in try worlds() {
      for statement in world.statements { #expect(OverlayStatement(statement.json) == statement) }
    }
  }

  @Test func `critical fields always are the authority's`() throws {
    for world in try worlds() {
      let merged = MergedCatalog(world.statements, into: world.release)
      for record in world.release {
        let result = merged.record(record)
        for member in record.fields.members where !FieldAuthority.isAdvisory(member.key, of: record.kind) {
          #expect(result.fields[member.key]?.canonicalBytes == member.value.canonicalBytes)
        }
        #expect(
          OverlayBase.fingerprint(of: result.fields, of: record.kind)
            == OverlayBase.fingerprint(of: record.fields, of: record.kind)
        )
      }
    }
  }

  @Test func `nothing that somebody typed disappears`() throws {
    for world in try worlds() {
      let merged = MergedCatalog(world.statements, into: world.release)
      for statement in world.statements {
        #expect(isKept(statement, in: merged, beside: world.statements), "\(statement.json.line)")
      }
    }
  }

  private func isKept(_ statement: OverlayStatement, in merged: MergedCatalog, beside all: [OverlayStatement]) -> Bool {
    guard let item = merged.items[statement.name] else { return false }
    let needsPerson = merged.review.contains { $0.key == statement.key }
    switch statement.change {
    case .note(let text): return item.notes.contains { $0.key == statement.key && $0.text == text }
    case .hide: return item.isHidden || needsPerson
    case .add(let fields): return item.upstream == fields || item.rivals.contains { $0.fields == fields }
    case .settle: return true
    case .set(let field, let value, _):
      let isLater = all.contains { other in
        guard case .set(field, _, _) = other.change else { return false }
        return other.name == statement.name && statement.key < other.key
      }
      return item.fields[field]?.canonicalBytes == value.canonicalBytes || isLater
        || item.proposals.contains { $0.key == statement.key }
    }
  }
}
