import Releases
import TestSupport
import Testing

@Suite struct UpdatePlanTests {
  private func delta(_ from: Int, _ to: Int, _ length: Int) -> ReleaseManifest.Delta {
    ReleaseManifest.Delta(
      from: from,
      to: to,
      part: ReleaseManifest.Part(path: DeltaPack.path(from: from, to: to), length: length)
    )
  }

  private func paths(_ plan: UpdatePlan?) -> [String]? { plan?.parts.map(\.path) }

  @Test func `the cheapest chain is taken, however many steps it has`() throws {
    let deltas = [delta(1, 2, 10), delta(2, 3, 10), delta(3, 4, 10), delta(1, 4, 35), delta(2, 4, 15)]
    let manifest = try manifest(4, SmallState([]), deltas: deltas)
    let plan = UpdatePlan(to: manifest, from: 1)
    #expect(paths(plan) == ["catalog/delta/1-2.ndjson.zst", "catalog/delta/2-4.ndjson.zst"])
    #expect(plan?.bytes == 25)
    #expect(paths(UpdatePlan(to: manifest, from: 4)) == [])
  }

  @Test func `the full pack is taken where no chain leads, or one that costs too much`() throws {
    let manifest = try manifest(4, SmallState([]), deltas: [delta(2, 4, 600), delta(3, 4, 601)])
    #expect(paths(UpdatePlan(to: manifest, from: nil)) == [manifest.full.path])
    #expect(paths(UpdatePlan(to: manifest, from: 1)) == [manifest.full.path])
    #expect(paths(UpdatePlan(to: manifest, from: 2)) == ["catalog/delta/2-4.ndjson.zst"])
    #expect(paths(UpdatePlan(to: manifest, from: 3)) == [manifest.full.path])
  }

  @Test func `a path that was tried in vain is not asked for again`() throws {
    let manifest = try manifest(4, SmallState([]), deltas: [delta(2, 4, 100), delta(2, 3, 90), delta(3, 4, 90)])
    var spent: Set<String> = []
    var tried: [String] = []
    while let plan = UpdatePlan(to: manifest, from: 2, without: spent), let first = plan.parts.first {
      tried.append(first.path)
      spent.insert(first.path)
    }
    #expect(tried == ["2-4", "2-3"].map { "catalog/delta/\($0).ndjson.zst" } + [manifest.full.path])
    #expect(UpdatePlan(to: manifest, from: 2, without: spent) == nil)
  }

  @Test func `a kit sixty releases behind takes a chain and one two years behind the full pack`() throws {
    let deltas = (40..<100).map { delta($0, $0 + 1, 5) }
    let manifest = try manifest(100, SmallState([]), deltas: deltas)
    #expect(UpdatePlan(to: manifest, from: 40)?.parts.count == 60)
    #expect(paths(UpdatePlan(to: manifest, from: 39)) == [manifest.full.path])
  }
}
