package dev.botswain.store;

class MemoryStoreTest extends StoreTest {
  @Override
  protected Store open() {
    return new MemoryStore();
  }
}
