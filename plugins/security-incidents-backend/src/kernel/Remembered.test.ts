import { Remembered } from './Remembered';

describe('remembered answers', () => {
  let now: Date;
  const remembered = (forMs: number) =>
    new Remembered<string>({ forMs, clock: () => now });

  beforeEach(() => {
    now = new Date('2026-11-25T08:00:00.000Z');
  });

  it('hold for their time and each for its own key', async () => {
    const answers = remembered(1_000);
    const ask = jest.fn(async () => 'yes');
    await answers.get('ada', ask);
    await answers.get('ada', ask);
    await answers.get('bob', ask);
    expect(ask).toHaveBeenCalledTimes(2);
    now = new Date(now.getTime() + 1_000);
    await answers.get('ada', ask);
    expect(ask).toHaveBeenCalledTimes(3);
  });

  it('are shared by those who ask while one is under way', async () => {
    const answers = remembered(1_000);
    const ask = jest.fn(async () => 'yes');
    await Promise.all([answers.get('ada', ask), answers.get('ada', ask)]);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('are not kept when asking failed, nor when nothing is to be kept', async () => {
    const failing = remembered(1_000);
    const fail = async (): Promise<string> => {
      throw new Error('down');
    };
    await expect(failing.get('ada', fail)).rejects.toThrow('down');
    await expect(failing.get('ada', async () => 'up')).resolves.toBe('up');

    const forgetful = remembered(0);
    const ask = jest.fn(async () => 'yes');
    await forgetful.get('ada', ask);
    await forgetful.get('ada', ask);
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
