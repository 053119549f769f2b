/**
 * One request and its answer as text, on undici's dispatcher itself. Its `request` makes a stream for each answer and
 * listens to a signal made of signals, each of which fires with an error and its stack when the time of a request long
 * since answered is over; with a timer that is cleared none of that is needed (Rules of speed).
 */
import type { Dispatcher } from 'undici';

export type AnswerHeaders = Record<string, string | string[] | undefined>;

/** Told as soon as status and headers are there, also when the rest of the answer never comes. */
export type Began = (http: number, headers: AnswerHeaders) => void;

export class RoundTrip implements Dispatcher.DispatchHandler {
  private readonly outcome = Promise.withResolvers<string>();
  private readonly chunks: Buffer[] = [];
  private controller: Dispatcher.DispatchController | undefined;
  private reason: Error | undefined;

  constructor(private readonly began: Began) {}

  /** The body of the answer; rejects with what stood in the way. Without `stop` it may take for ever. */
  async send(dispatcher: Dispatcher, request: Dispatcher.DispatchOptions): Promise<string> {
    dispatcher.dispatch({ ...request, headersTimeout: 0, bodyTimeout: 0 }, this);
    return this.outcome.promise;
  }

  /** Ends it where it is: not yet connected, waiting, or half read. */
  stop(reason: Error): void {
    this.reason ??= reason;
    this.outcome.reject(reason);
    this.controller?.abort(reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.reason) controller.abort(this.reason);
    else this.controller = controller;
  }

  onResponseStart(_: Dispatcher.DispatchController, http: number, headers: AnswerHeaders): void {
    if (http >= 200 && !this.reason) this.began(http, headers); // 1xx only announces the answer
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    const { chunks } = this;
    const bytes = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    this.outcome.resolve(bytes.toString('utf8'));
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.outcome.reject(error);
  }
}
