import CanonicalJSON
import Catalog
import Measures
import TestSupport
import Testing

@Suite struct CriterionSyntaxTests {
  private func entry(_ criterion: String, _ more: String = "") -> Catalog {
    let record = FixtureCatalog.record(
      .control,
      "eu/x",
      #"{"title": "T", "edition": "E", "confidence": "c"\#(more), "criterion": \#(criterion)}"#
    )
    return Catalog(records: FixtureCatalog.records + [record])
  }

  private func criterion(_ text: String) -> Criterion? { entry(text).controls["eu/x"]?.criterion }

  private func fields(_ text: String) -> [String] { entry(text).issues.map(\.field) }

  @Test func `every form is read`() throws {
    let limit = try #require(criterion(#"{"outer-diameter": "at least 75 mm"}"#))
    let state = try #require(criterion(#"{"form": "tube"}"#))
    #expect(criterion(#"{"all": [{"outer-diameter": "at least 75 mm"}, {"form": "tube"}]}"#) == .all([limit, state]))
    #expect(criterion(#"{"any": [{"outer-diameter": "at least 75 mm"}, {"form": "tube"}]}"#) == .any([limit, state]))
    #expect(criterion(#"{"at least 1 of": [{"form": "tube"}]}"#) == .atLeast(1, [state]))
    #expect(criterion(#"{"not": {"form": "tube"}}"#) == .not(state))
    #expect(criterion(#"{"judgement": "specially designed"}"#) == .judgement("specially designed"))
    #expect(limit.conditions.first?.test == .limit(try #require(Interval.atLeast(0.075))))
  }

  @Test func `several members of a group must all hold`() throws {
    let found = try #require(criterion(#"{"form": "tube", "programmable": "yes"}"#))
    guard case .all(let parts) = found else {
      Issue.record("\(found)")
      return
    }
    #expect(parts.count == 2)
  }

  @Test func `a test of a wider state takes in the narrower ones, and says its name`() throws {
    let condition = try #require(criterion(#"{"material": ["steel", "plastic"]}"#)?.conditions.first)
    #expect(condition.test == .states(StateSet([1, 2, 3, 4])))
    #expect(condition.text == "Steel or Plastic")
  }

  @Test func `a mistake is reported at its place`() {
    #expect(fields(#"{"all": [{"form": "tube"}, {"hue": "red"}]}"#) == ["criterion.all[2].hue"])
    #expect(fields(#"{"any": [{"not": {"form": "cube"}}]}"#) == ["criterion.any[1].not.form"])
    #expect(fields(#"{"at least 3 of": [{"form": "tube"}]}"#) == ["criterion.at least 3 of"])
    #expect(fields(#"{"at least 0 of": [{"form": "tube"}]}"#) == ["criterion.at least 0 of"])
    #expect(fields(#"{"at least many of": [{"form": "tube"}]}"#) == ["criterion.at least many of"])
    #expect(fields(#"{"at least 99999999999999999999 of": []}"#) == ["criterion.at least 99999999999999999999 of"])
    #expect(fields(#"{"all": []}"#) == ["criterion.all"])
    #expect(fields(#"{"all": {"form": "tube"}}"#) == ["criterion.all"])
    #expect(fields(#"{"judgement": ""}"#) == ["criterion.judgement"])
    #expect(fields(#"{"form": {}}"#) == ["criterion.form"])
    #expect(fields(#"{"form": ["tube", {}]}"#) == ["criterion.form"])
    #expect(fields(#"{}"#) == ["criterion"])
    #expect(fields(#""tube""#) == ["criterion"])
  }

  @Test func `several mistakes are reported at once`() {
    #expect(
      fields(#"{"all": [{"hue": "red"}, {"form": "cube"}, {"outer-diameter": "5 kg"}]}"#)
        == ["criterion.all[1].hue", "criterion.all[2].form", "criterion.all[3].outer-diameter"]
    )
  }

  @Test func `a limit needs a number and a unit of its own`() {
    for text in ["at least 75", "at least 75 kg", "large", "", "between 5 mm", "9..5 mm", "1e400 mm"] {
      #expect(fields(#"{"outer-diameter": "\#(text)"}"#) == ["criterion.outer-diameter"], "\(text)")
    }
    #expect(fields(#"{"outer-diameter": ["at least 5 mm", "at most 2 mm"]}"#) == ["criterion.outer-diameter"])
    #expect(fields(#"{"piece-count": "at least 5"}"#) == [])
  }

  @Test func `a criterion nested too deeply is refused, not followed`() {
    let deep = String(repeating: #"{"not": "#, count: 30) + #"{"form": "tube"}"# + String(repeating: "}", count: 30)
    #expect(entry(deep).issues.count == 1)
    #expect(criterion(deep) == nil)
  }

  @Test func `an entry has a criterion of its own or another's, not both`() {
    #expect(entry(#"{"form": "tube"}"#, #", "criterion as": "eu/3A225""#).issues.map(\.field) == ["criterion as"])
  }
}
