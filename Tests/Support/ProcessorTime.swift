import Glibc

/// The processor time that work takes on this thread; what runs beside it does not count.
public func processorTime(_ work: () throws -> Void) rethrows -> Duration {
  let start = spent()
  try work()
  return spent() - start
}

private func spent() -> Duration {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
