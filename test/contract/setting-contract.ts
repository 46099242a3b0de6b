// What every step that sets something must keep at either provider: proven, put back exactly, harmless twice, read back.
import type { StepParams, TargetReading } from '../../domain/step';

export interface SettingUnderTest {
  target(params: StepParams): Promise<TargetReading>;
  apply(params: StepParams): Promise<unknown>;
  /** Spoils the next such write after it has been applied. */
  spoil(how: Record<string, unknown>): Promise<void>;
  /** Writes of this kind that the provider has seen. */
  writes(): Promise<unknown[]>;
}

/** Registers the tests; `of` is asked anew by each, when the world stands. */
export function keepsTheSettingContract(of: () => SettingUnderTest, params: StepParams): void {
  it('is proven by its answer, shows in what is read next, and is put back exactly', async () => {
    const { target, apply } = of();
    const before = await target(params);
    expect(before.satisfied).toBe(false);
    expect(await apply(params)).toMatchObject({ satisfied: true });
    const after = await target(params);
    expect(after).toMatchObject({ satisfied: true });
    expect(after.mark).not.toBe(before.mark);

    const back = { restore: before.value };
    expect((await target(back)).satisfied).toBe(false);
    expect(await apply(back)).toMatchObject({ satisfied: true });
    expect(await target(back)).toMatchObject({ satisfied: true, value: before.value });
  });

  it('changes nothing more when it is done twice', async () => {
    const { target, apply } = of();
    await apply(params);
    const once = await target(params);
    await apply(params);
    expect(await target(params)).toEqual(once);
  });

  it.each([
    ['the answer is dropped', { drop: true }],
    ['the server fails after it', { status: 500 }],
    ['the answer is no JSON', { status: 200, body: 'fine' }],
  ])('is one write of unknown outcome when %s, and reading back finds it', async (_what, how) => {
    const { target, apply, spoil, writes } = of();
    await spoil({ applyFirst: true, ...how });
    await expect(apply(params)).rejects.toMatchObject({ code: 'provider.outcome_unknown' });
    expect(await writes()).toHaveLength(1);
    expect((await target(params)).satisfied).toBe(true);
  });
}
