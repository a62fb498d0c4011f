export async function seedDemoRedline(): Promise<void> {}
