import { WriteQueue } from './WriteQueue';

function createWrite() {
  let resolve!: (value: string) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<string>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { write: jest.fn(() => promise), resolve, reject };
}

/** Lets all promise callbacks that are due run. */
const settle = () => new Promise(resolve => setImmediate(resolve));

describe('a write queue', () => {
  it('runs writes on one incident in order, and others at the same time', async () => {
    const queue = new WriteQueue();
    const [first, second, other] = [
      createWrite(),
      createWrite(),
      createWrite(),
    ];
    const results = Promise.all([
      queue.run('SEC-1', first.write),
      queue.run('SEC-1', second.write),
      queue.run('SEC-2', other.write),
    ]);
    await settle();
    expect(first.write).toHaveBeenCalled();
    expect(other.write).toHaveBeenCalled();
    expect(second.write).not.toHaveBeenCalled();
    first.resolve('one');
    await settle();
    expect(second.write).toHaveBeenCalled();
    second.resolve('two');
    other.resolve('other');
    expect(await results).toEqual(['one', 'two', 'other']);
    expect(queue.size).toBe(0);
  });

  it('runs the next write after one that failed', async () => {
    const queue = new WriteQueue();
    const [first, second] = [createWrite(), createWrite()];
    const failed = queue.run('SEC-1', first.write);
    const next = queue.run('SEC-1', second.write);
    first.reject(new Error('Stale version'));
    second.resolve('two');
    await expect(failed).rejects.toThrow('Stale version');
    expect(await next).toBe('two');
  });

  it('fails those that wait behind a lock timeout, and none that come later', async () => {
    const queue = new WriteQueue();
    const [first, second, later] = [
      createWrite(),
      createWrite(),
      createWrite(),
    ];
    const failed = queue.run('SEC-1', first.write);
    const next = queue.run('SEC-1', second.write);
    const timeout = Object.assign(new Error('Lock timeout'), { code: '55P03' });
    first.reject(timeout);
    await expect(failed).rejects.toBe(timeout);
    await expect(next).rejects.toBe(timeout);
    expect(second.write).not.toHaveBeenCalled();
    await settle();
    expect(queue.size).toBe(0);
    later.resolve('later');
    expect(await queue.run('SEC-1', later.write)).toBe('later');
  });
});
