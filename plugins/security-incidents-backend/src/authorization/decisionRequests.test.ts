import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { TimeLimitError } from '../kernel/timeLimit';
import { DecisionRequests } from './DecisionRequests';

const [READ, UPDATE, CLOSE] = ['read', 'update', 'close'].map(name =>
  createPermission({ name, attributes: {} }),
);
const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };
const ADA = 'user:default/ada';
const BOB = 'user:default/bob';

/** A permission framework that answers when the test says so. */
function startRequests(timeoutMs = 60_000) {
  const sent: Array<{
    names: string[];
    answer(decide: (name: string) => PolicyDecision): void;
    fail(error: Error): void;
  }> = [];
  const waiting: Array<() => void> = [];
  const permissions = mockServices.permissions.mock({
    authorizeConditional: queries =>
      new Promise((resolve, reject) => {
        const names = queries.map(({ permission }) => permission.name);
        sent.push({
          names,
          answer: decide => resolve(names.map(decide)),
          fail: reject,
        });
        waiting.splice(0).forEach(resume => resume());
      }),
  });
  const requests = new DecisionRequests(permissions, timeoutMs);
  return {
    request: (user: string, ...wanted: Array<typeof READ>) =>
      requests.request(user, wanted, mockCredentials.user(user)),
    names: () => sent.map(({ names }) => names),
    /** The request with this number, as soon as it was sent. */
    async sent(number: number) {
      while (sent.length < number) {
        await new Promise<void>(resume => waiting.push(resume));
      }
      return sent[number - 1];
    },
  };
}

describe('requests for decisions', () => {
  it('of one caller that arrive during another one share the next', async () => {
    const framework = startRequests();
    const first = framework.request(ADA, READ);
    const { answer } = await framework.sent(1);
    const second = framework.request(ADA, READ, UPDATE);
    const third = framework.request(ADA, CLOSE, READ);
    answer(() => ALLOW);
    await expect(first).resolves.toEqual([ALLOW]);
    (await framework.sent(2)).answer(name => (name === 'read' ? DENY : ALLOW));

    await expect(second).resolves.toEqual([DENY, ALLOW]);
    await expect(third).resolves.toEqual([ALLOW, DENY]);
    expect(framework.names()).toEqual([['read'], ['read', 'update', 'close']]);
  });

  it('are answered with decisions that were requested after them', async () => {
    const framework = startRequests();
    const before = framework.request(ADA, READ);
    const { answer } = await framework.sent(1);
    const after = framework.request(ADA, READ);
    answer(() => ALLOW);
    (await framework.sent(2)).answer(() => DENY);

    await expect(before).resolves.toEqual([ALLOW]);
    await expect(after).resolves.toEqual([DENY]);
  });

  it('of two callers share nothing', async () => {
    const framework = startRequests();
    const ada = framework.request(ADA, READ);
    const bob = framework.request(BOB, READ);
    (await framework.sent(2)).answer(() => DENY);
    (await framework.sent(1)).answer(() => ALLOW);

    await expect(ada).resolves.toEqual([ALLOW]);
    await expect(bob).resolves.toEqual([DENY]);
  });

  it('of callers without a name share nothing', async () => {
    const permissions = mockServices.permissions.mock({
      authorizeConditional: async () => [ALLOW],
    });
    const requests = new DecisionRequests(permissions, 60_000);
    const credentials = mockCredentials.none();
    await Promise.all(
      [1, 2].map(() => requests.request(undefined, [READ], credentials)),
    );
    expect(permissions.authorizeConditional).toHaveBeenCalledTimes(2);
  });

  it('fail together with their own request only', async () => {
    const framework = startRequests();
    const first = framework.request(ADA, READ);
    const { fail } = await framework.sent(1);
    const second = framework.request(ADA, READ);
    fail(new Error('Unavailable'));

    await expect(first).rejects.toThrow('Unavailable');
    (await framework.sent(2)).answer(() => ALLOW);
    await expect(second).resolves.toEqual([ALLOW]);
  });

  it('continue after one that was not answered in time', async () => {
    const framework = startRequests(20);
    const first = framework.request(ADA, READ);
    await framework.sent(1);
    const second = framework.request(ADA, READ);

    await expect(first).rejects.toThrow(TimeLimitError);
    (await framework.sent(2)).answer(() => ALLOW);
    await expect(second).resolves.toEqual([ALLOW]);
  });
});
