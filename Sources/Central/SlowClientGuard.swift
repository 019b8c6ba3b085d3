#if Server
import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Closes connections whose client takes too long to say what it wants.
///
/// A head must be whole within ``Patience/head`` of the connection's opening or of the last answer, and a body within
/// ``Patience/body``; that something arrives now and then does not help.
final class SlowClientGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  struct Patience: Sendable {
    var head = TimeAmount.seconds(30)
    /// A megabyte over the slowest link that is served, 64 kbit/s, takes over two minutes.
    var body = TimeAmount.minutes(10)
    /// How long nothing may move in either direction.
    var stall = TimeAmount.seconds(90)
  }

  private let patience: Patience
  private let head = HeadLimit()
  private var timer: Scheduled<Void>?

  init(_ patience: Patience) { self.patience = patience }

  func handlerAdded(context: ChannelHandlerContext) {
    do {
      try context.pipeline.syncOperations.addHandler(head, position: .first)
    } catch {
      context.close(promise: nil)
    }
    arm(patience.head, context)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    timer?.cancel()
  }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      head.stop()
      arm(patience.body, context)
    case .body: break
    case .end:
      head.start()
      timer?.cancel()
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { arm(patience.head, context) }
    context.write(data, promise: promise)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent {
      context.close(promise: nil)
    } else {
      context.fireUserInboundEventTriggered(event)
    }
  }

  private func arm(_ time: TimeAmount, _ context: ChannelHandlerContext) {
    timer?.cancel()
    let channel = context.channel
    timer = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
  }
}

/// Closes connections whose head does not end; the parser bounds header fields, but not the address.
private final class HeadLimit: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  /// A head may arrive together with the first piece of its body.
  private static let mostBytes = 128 << 10
  private var count: Int? = 0

  func start() { count = 0 }

  func stop() { count = nil }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if let before = count {
      let after = before + unwrapInboundIn(data).readableBytes
      count = after
      guard after <= Self.mostBytes else {
        context.close(promise: nil)
        return
      }
    }
    context.fireChannelRead(data)
  }
}
#endif
