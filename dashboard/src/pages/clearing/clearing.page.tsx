const Page = () => <h1 className="p-3 text-lg font-semibold">clearing</h1>;
export default Page;
