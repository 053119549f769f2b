/** A browser as far as logins are concerned: keeps the cookie it is given, and says of which page it is. */
import type { GraphAnswer } from './world.js';

export interface BrowserAnswer<Data> extends GraphAnswer<Data> {
  /** The cookie of this answer, whole. */
  setCookie: string | null;
}

export class Browser {
  cookie: string | undefined;

  constructor(
    readonly url: string,
    /** The origin of the page; null sends none. */
    private readonly origin: string | null = new URL(url).origin,
  ) {}

  async ask<Data = Record<string, never>>(
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<BrowserAnswer<Data>> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.origin && { origin: this.origin }),
        ...(this.cookie && { cookie: this.cookie }),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    const setCookie = response.headers.get('set-cookie');
    if (setCookie) this.cookie = /Max-Age=0/.test(setCookie) ? undefined : setCookie.split(';')[0];
    const { data, errors = [] } = (await response.json()) as { data: never; errors?: [] };
    return { http: response.status, data, errors, setCookie };
  }

  logIn(email: string, password: string) {
    return this.ask<{ logIn: { name: string; role: string; mustChangePassword: boolean } | null }>(
      'mutation ($input: LogInInput!) { logIn(input: $input) { name role mustChangePassword } }',
      { input: { email, password } },
    );
  }
}

export const codeOf = ({ errors }: GraphAnswer<unknown>): unknown => errors[0]?.extensions['code'];
