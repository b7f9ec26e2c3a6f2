type Offer<T> = { value: T; taken: () => void; refused: (reason: Error) => void };

/** Why a producer is stopped when nobody takes its values any more. */
export class HandoverStopped extends Error {}

/**
 * Turns "I call you for each value" into "you ask me for the next": produce() waits in give() until its value was taken and
 * the next one is asked for. When the consumer leaves, the pending give() rejects with HandoverStopped, so that produce can
 * end what it holds (a transaction). An error of produce is thrown to the consumer.
 */
export async function* handover<T>(produce: (give: (value: T) => Promise<void>) => Promise<unknown>): AsyncGenerator<T, void> {
  let next = expectOffer<T>();
  const give = (value: T) =>
    new Promise<void>((taken, refused) => {
      next.resolve({ value, taken, refused });
    });
  const ended = produce(give).then(
    () => next.resolve(null),
    (error: unknown) => next.reject(error),
  );
  let pending: Offer<T> | undefined;
  try {
    for (let offer = await next.promise; offer; offer = await next.promise) {
      pending = offer;
      next = expectOffer<T>();
      yield offer.value;
      pending = undefined;
      offer.taken();
    }
  } finally {
    pending?.refused(new HandoverStopped("nobody takes the values any more"));
    await ended;
  }
}

function expectOffer<T>(): PromiseWithResolvers<Offer<T> | null> {
  const next = Promise.withResolvers<Offer<T> | null>();
  // Nobody may be waiting any more when the producer fails.
  next.promise.catch(() => undefined);
  return next;
}
