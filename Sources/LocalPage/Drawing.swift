import Markup
import Pictures

/// A drawing with the words for those who cannot see it.
struct Drawing {
  let picture: Picture?

  init(_ picture: Picture?) {
    self.picture = picture
  }

  var body: HTML {
    guard let picture else { return .empty }
    return """
      <img class="drawing" src="/pictures/\(picture.path)" alt="\(picture.description)" loading="lazy" \
      width="200" height="133">
      """
  }
}
