export default function Page() {
  return (
    <main>
      <h1>Botswain</h1>
    </main>
  );
}
